package dev.waybill.chat.grammar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of sentences. Each begins with its verb. */
public enum Form {
    DEPLOY(
            "deploy[!] APP[/REF] [to ENV] [and wait] [because REASON]",
            "requests a deploy; ! skips the checks; deploy:TASK runs another task of the app"),
    ROLLBACK(
            "rollback[!] APP [in ENV] [to #N or SHA] [and wait] [because REASON]",
            "goes back to the last good version; ! also cancels a running deploy"),
    PROMOTE("promote APP ENV to ENV [and wait] [because REASON]", "deploys what is live in one environment to another"),
    CANCEL("cancel APP/ENV#N", "stops a deploy"),
    STATUS("status [APP [in ENV]] or status APP/ENV#N", "shows what is live, and what runs and waits"),
    QUEUE("queue [APP [in ENV]]", "lists what runs and waits"),
    WHY("why APP [in ENV]", "says what holds the next deploy back"),
    DEPLOYS("deploys APP[/REF] [in ENV]", "lists the last deploys"),
    WHERE("where is SHA or where can i deploy APP", "says where a commit is live, or lists the environments of an app"),
    LOCK(
            "lock[!] APP [in ENV] [for 2h] because REASON",
            "keeps others from deploying; ! steals the lock from its holder"),
    UNLOCK("unlock APP [in ENV]", "releases a lock"),
    HELP("help", "lists these sentences");

    private final String usage;
    private final String meaning;

    Form(String usage, String meaning) {
        this.usage = usage;
        this.meaning = meaning;
    }

    /** The verb. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What to say, with names in upper case and optional parts in brackets. */
    public String usage() {
        return usage;
    }

    /** How an environment is named in it. */
    String example(String app, String environment) {
        return usage.contains("[in ENV]")
                ? "%s %s in %s".formatted(word(), app, Names.shown(environment.replaceFirst("[#/:@].*", "")))
                : usage;
    }

    /** What it does. */
    public String meaning() {
        return meaning;
    }

    /** Whether the verb can have an exclamation mark. */
    boolean canInsist() {
        return usage.startsWith(word() + "[!]");
    }

    /** Whether it can have a reason. */
    boolean takesReason() {
        return usage.contains("because");
    }

    static Optional<Form> find(String verb) {
        return Arrays.stream(values()).filter(form -> form.word().equals(verb)).findFirst();
    }
}
