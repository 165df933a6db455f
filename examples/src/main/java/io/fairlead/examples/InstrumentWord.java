package io.fairlead.examples;

import io.fairlead.api.instrument.InstrumentId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code AAPL.US}, {@code BRK.B.US}, {@code BTC/USD.ALPACA}: a symbol and, behind the last dot, its market. */
final class InstrumentWord implements ITypeConverter<InstrumentId> {
    @Override
    public InstrumentId convert(String word) {
        int dot = word.lastIndexOf('.');
        if (dot < 1 || dot == word.length() - 1) {
            throw new TypeConversionException("'" + word + "' is no instrument; write symbol and market, like AAPL.US");
        }
        try {
            return InstrumentId.of(word.substring(0, dot), word.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + word + "' is no instrument: " + e.getMessage());
        }
    }
}
