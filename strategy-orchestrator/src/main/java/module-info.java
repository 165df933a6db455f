/** The flagship strategy: edges, the ensemble that they vote in, and the decisions that come of it. */
module io.fairlead.orchestrator {
    requires static transitive org.jspecify;
    requires transitive io.fairlead.core;
    requires org.slf4j;

    exports io.fairlead.orchestrator;

    uses io.fairlead.api.edge.Edge;

    provides io.fairlead.api.edge.Edge with
            io.fairlead.orchestrator.edge.RelativeStrengthEdge,
            io.fairlead.orchestrator.edge.StatisticsEdge,
            io.fairlead.orchestrator.edge.VolumeProfileEdge,
            io.fairlead.orchestrator.edge.CrossAssetEdge,
            io.fairlead.orchestrator.edge.TimeOfDayEdge,
            io.fairlead.orchestrator.edge.RegimeEdge;
}
