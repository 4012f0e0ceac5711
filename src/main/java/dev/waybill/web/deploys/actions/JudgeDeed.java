package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement.Verdict;
import dev.waybill.errors.Invalid;
import dev.waybill.requests.Verdicts;
import dev.waybill.web.frame.Action;
import java.util.List;
import java.util.Map;

/** Judges the version of an ended deploy. */
final class JudgeDeed implements Deed {
    private final Verdicts verdicts;

    JudgeDeed(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** Why a deploy cannot be judged; empty if it can. */
    static String objection(Deploy deploy) {
        return deploy.sha() == null || !(deploy.state() instanceof Deploy.Finished)
                ? "It can be judged once it has ended"
                : "";
    }

    @Override
    public String name() {
        return "judge";
    }

    @Override
    public Dialog ask(Asked asked) {
        var deploy = asked.deploy();
        var version = Situation.version(deploy);
        var judged = deploy.judgement();
        var verb = new Dialog.Verb(
                "judge",
                "Judge %s in %s".formatted(version, deploy.environment()),
                "Judge %s".formatted(version),
                false);
        var told = judged == null
                ? Dialog.Told.of("Nobody has judged it there yet.")
                : Dialog.Told.of("%s judged it %s there%s."
                        .formatted(
                                judged.by(),
                                judged.verdict().word(),
                                judged.reason() == null ? "" : ": " + judged.reason()));
        var isFaulty = judged == null ? asked.now().hasBroken() : judged.verdict() == Verdict.GOOD;
        var choices = List.of(
                choice("good", "Good", "A rollback may go back to it. This ends a quarantine.", !isFaulty),
                choice("faulty", "Faulty", "Automatic deploys and rollbacks leave it out.", isFaulty));
        var question = new Dialog.Question(Dialog.Why.OPTIONAL, choices);
        return new Dialog(
                        deploy,
                        verb,
                        told,
                        question,
                        Map.of("judged", judged == null ? "no" : judged.at().toString()))
                .refused(objection(deploy));
    }

    private static Dialog.Choice choice(String value, String label, String hint, boolean isPreset) {
        return new Dialog.Choice("radio", "verdict", value, label, hint, isPreset, "");
    }

    @Override
    public Action.Done carryOut(Asked asked, Answer answer) {
        var verdict = switch (answer.fields().require("verdict")) {
            case "good" -> Verdict.GOOD;
            case "faulty" -> Verdict.FAULTY;
            default -> throw new Invalid("invalid_field", "The verdict must be good or faulty");
        };
        var deploy = verdicts.judge(
                asked.deploy(), verdict, answer.reason(), asked.caller().user());
        return new Action.Done(
                Deed.at(deploy, "").path(),
                "%s judged %s in %s".formatted(Situation.version(deploy), verdict.word(), deploy.environment()));
    }
}
