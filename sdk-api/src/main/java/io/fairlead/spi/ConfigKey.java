package io.fairlead.spi;

/**
 * One setting that a provider understands.
 *
 * @param name its name, lower case with dots: {@code "api.key"}
 * @param environmentVariable the trade's usual variable for it, {@code BINANCE_API_KEY}; empty if none
 * @param required whether it must be given
 * @param secret whether its value is a {@link Secret}
 * @param description what it is, with unit, range and default
 */
public record ConfigKey(
        String name, String environmentVariable, boolean required, boolean secret, String description) {}
