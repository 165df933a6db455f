package io.fairlead.core.audit;

import java.util.regex.Pattern;

/** Addresses of databases as they may be shown. */
final class JdbcUrl {
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "((?:password|passwd|pwd|passphrase|secret|token|key)\\s*=)(?!\\*\\*\\*)[^&;\\s\"']*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("(//[^/?#\\s:@]*:)(?!\\*\\*\\*@)[^?#\\s]*@");

    private JdbcUrl() {}

    /** The text, with what looks like a password replaced by {@code ***}. */
    static String redacted(String text) {
        String shown = USER_INFO.matcher(text).replaceAll("$1***@");
        return SECRET_PARAMETER.matcher(shown).replaceAll("$1***");
    }
}
