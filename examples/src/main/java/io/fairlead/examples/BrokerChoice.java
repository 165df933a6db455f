package io.fairlead.examples;

import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ProviderConfig;
import java.time.Duration;

/**
 * A plug-in with its settings.
 *
 * @param environment the venue's environment, as the settings say
 * @param timeout how long an answer may take
 */
record BrokerChoice(BrokerProvider provider, ProviderConfig config, String environment, Duration timeout) {}
