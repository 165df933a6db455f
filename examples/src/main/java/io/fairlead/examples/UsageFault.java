package io.fairlead.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, and what was probably meant. */
final class UsageFault {
    private UsageFault() {}

    static String inWords(ParameterException fault) {
        return fault instanceof UnmatchedArgumentException unmatched ? unknownWord(unmatched) : plain(fault);
    }

    private static String unknownWord(UnmatchedArgumentException fault) {
        String word = fault.getUnmatched().get(0);
        CommandLine command = fault.getCommandLine();
        if (word.startsWith("-")) {
            List<String> options = new ArrayList<>();
            for (OptionSpec option : command.getCommandSpec().options()) {
                options.add(option.longestName());
            }
            return "there is no option '" + word + "'" + Nearest.hint(word, options);
        }
        Map<String, CommandLine> commands = command.getSubcommands();
        if (commands.isEmpty()) {
            return "'" + word + "' belongs to no option";
        }
        return "there is no command '" + word + "'" + Nearest.hint(word, commands.keySet());
    }

    private static String plain(ParameterException fault) {
        String message = String.valueOf(fault.getMessage());
        String first = message.lines().findFirst().orElse(message);
        return Character.toLowerCase(first.charAt(0)) + first.substring(1);
    }
}
