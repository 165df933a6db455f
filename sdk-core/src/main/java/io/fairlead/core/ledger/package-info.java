/**
 * What an account holds and has gained: positions, cash, fees and profit from fills, exact to the last digit. It knows the API
 * only; no price, amount or quantity here is ever a binary fraction.
 */
@NullMarked
package io.fairlead.core.ledger;

import org.jspecify.annotations.NullMarked;
