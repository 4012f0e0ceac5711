package dev.waybill;

import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says in one sentence what is wrong with the value of an option. Other mistakes are told by picocli, with the usage. */
record WrongValue(IParameterExceptionHandler others) implements IParameterExceptionHandler {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) throws Exception {
        if (mistake.getValue() == null
                || !(mistake.getArgSpec() instanceof OptionSpec option)
                || rule(option).isEmpty()) {
            return others.handleParseException(mistake, arguments);
        }
        var line = mistake.getCommandLine();
        line.getErr()
                .println("%s must be %s, not \"%s\"; see: %s --help"
                        .formatted(
                                option.longestName(),
                                rule(option).get(),
                                mistake.getValue(),
                                line.getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    private static Optional<String> rule(OptionSpec option) {
        if (option.typeInfo().isMap()) {
            return Optional.of(option.paramLabel());
        }
        return WHOLE.contains(option.type()) ? Optional.of("a whole number") : Optional.empty();
    }
}
