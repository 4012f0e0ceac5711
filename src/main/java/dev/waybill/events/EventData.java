package dev.waybill.events;

/**
 * What an event says: its components are the fields of {@code data} in the API, null ones left out. Fields of a released kind keep
 * their names and their meaning.
 */
public sealed interface EventData permits AppEvent, DeployEvent, HostEvent, LockEvent, NodeEvent, TokenEvent {
    /** The kind that filters and clients know, such as {@code deploy.started}. */
    String eventKind();
}
