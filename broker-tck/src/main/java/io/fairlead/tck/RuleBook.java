package io.fairlead.tck;

import java.util.List;

/** All rules, in the order in which they are run and printed. */
final class RuleBook {
    /**
     * Rules on one subject.
     *
     * @param id the letters that its rules begin with
     * @param title the subject
     * @param rules by number
     */
    record Group(String id, String title, List<Rule> rules) {
        /** Checks that the numbers run from 01. */
        Group {
            rules = List.copyOf(rules);
            for (int i = 0; i < rules.size(); i++) {
                String expected = String.format("%s-%02d", id, i + 1);
                if (!rules.get(i).id().equals(expected)) {
                    throw new IllegalArgumentException(rules.get(i) + " stands where " + expected + " is expected");
                }
            }
        }
    }

    private RuleBook() {}

    static List<Group> groups() {
        return List.of(
                new Group("CON", "connect and credentials", ConnectRules.rules()),
                new Group("INS", "instruments", InstrumentRules.rules()),
                new Group("ACC", "account and positions", AccountRules.rules()),
                new Group("SUB", "submit per type and time in force", SubmitRules.rules()),
                new Group("OPT", "what an order may ask for besides", OptionRules.rules()),
                new Group("REP", "replace", ReplaceRules.rules()),
                new Group("CAN", "cancel", CancelRules.rules()),
                new Group("GRP", "groups", GroupRules.rules()),
                new Group("FIL", "fills and partial fills", FillRules.rules()),
                new Group("AMB", "lost, late and unreadable answers", AmbiguityRules.rules()),
                new Group("REC", "reconnect and back-fill", ReconnectRules.rules()),
                new Group("RAT", "rate limits", RateRules.rules()),
                new Group("MKT", "market data", MarketDataRules.rules()),
                new Group("NWS", "news", NewsRules.rules()),
                new Group("HIS", "history and its pages", HistoryRules.rules()),
                new Group("PRE", "precision", PrecisionRules.rules()),
                new Group("TIM", "time", TimeRules.rules()),
                new Group("SHU", "shutdown and threads", ShutdownRules.rules()),
                new Group("SEC", "secrets", SecretRules.rules()));
    }

    static List<Rule> rules() {
        return groups().stream().flatMap(group -> group.rules().stream()).toList();
    }
}
