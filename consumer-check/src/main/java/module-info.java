/** A host application in small: what it may require is what a user may require. */
module io.fairlead.consumer {
    requires io.fairlead.orchestrator;
}
