package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.core.engine.Plugins;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which broker, and how it is reached: options that all commands on a broker share. */
final class BrokerOptions {
    private static final String ENVIRONMENT = "environment";
    private static final int LONGEST_SECONDS = 600;

    @Option(
            names = "--broker",
            required = true,
            paramLabel = "ID",
            description = "Plug-in of the broker; ./fairlead brokers lists them.")
    private String broker = "";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description =
                    "Environment of the venue; the plug-in's default, never the one with real money, unless said.")
    private @Nullable String environment;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the plug-in, as often as needed; secrets come from environment variables only.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long an answer may take; 30 unless said.")
    private int timeoutSeconds;

    /**
     * The plug-in and its settings.
     *
     * @param variables the environment, where secrets come from
     */
    BrokerChoice choose(Map<String, String> variables) {
        if (timeoutSeconds < 1 || timeoutSeconds > LONGEST_SECONDS) {
            throw new BadInputException(
                    "--timeout " + timeoutSeconds + " is not in 1.." + LONGEST_SECONDS + " seconds");
        }
        BrokerProvider provider = Plugins.broker(broker);
        List<ConfigKey> keys = provider.configKeys();
        ProviderConfig config = ProviderConfig.fromEnvironment(keys, variables);
        for (String setting : settings) {
            config = with(config, keys, setting);
        }
        Optional<ConfigKey> key = keys.stream()
                .filter(each -> each.name().equals(ENVIRONMENT) || each.name().endsWith("." + ENVIRONMENT))
                .findFirst();
        if (environment != null) {
            config = inEnvironment(provider, key, config, environment);
        }
        String set = key.isPresent() ? config.value(key.get().name()).orElse("") : "";
        String chosen = set.isEmpty() ? provider.environments().get(0) : set;
        return new BrokerChoice(provider, config, chosen, Duration.ofSeconds(timeoutSeconds));
    }

    private ProviderConfig inEnvironment(
            BrokerProvider provider, Optional<ConfigKey> key, ProviderConfig config, String name) {
        List<String> known = provider.environments();
        if (!known.contains(name)) {
            throw new BadInputException("'" + broker + "' has no environment '" + name + "'; it has "
                    + String.join(", ", known) + Nearest.hint(name, known));
        }
        if (key.isPresent()) {
            return config.with(key.get().name(), name);
        }
        if (known.size() > 1) {
            throw new BadInputException("'" + broker
                    + "' takes no --environment; its settings choose one: ./fairlead brokers --broker " + broker);
        }
        return config;
    }

    private ProviderConfig with(ProviderConfig config, List<ConfigKey> keys, String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new BadInputException("--set '" + setting + "' is no setting; write it like --set account=DU123");
        }
        String name = setting.substring(0, equals);
        Optional<ConfigKey> key =
                keys.stream().filter(each -> each.name().equals(name)).findFirst();
        if (key.isEmpty()) {
            List<String> names = keys.stream()
                    .filter(each -> !each.secret())
                    .map(ConfigKey::name)
                    .toList();
            throw new BadInputException("'" + broker + "' has no setting '" + name + "'; it has "
                    + String.join(", ", names) + Nearest.hint(name, names));
        }
        if (key.get().secret()) {
            throw new BadInputException("--set " + name + " is a secret, and a command line is no place for one: it"
                    + " stays in the shell's history and every user of this machine can read it; "
                    + (key.get().environmentVariable().isEmpty()
                            ? "hand it over in a program of your own"
                            : "set the environment variable " + key.get().environmentVariable()));
        }
        return config.with(name, setting.substring(equals + 1));
    }
}
