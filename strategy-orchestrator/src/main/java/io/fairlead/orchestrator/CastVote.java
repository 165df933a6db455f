package io.fairlead.orchestrator;

import io.fairlead.api.edge.Vote;

/**
 * One edge's vote in a decision.
 *
 * @param edge the edge's name
 * @param weight how much its vote counts
 * @param vote what it said
 */
public record CastVote(String edge, double weight, Vote vote) {}
