package dev.waybill.events;

/**
 * The details of an event: its components are the fields of {@code data} in the API, without those that are null. Fields of a
 * released kind keep their names and meaning.
 */
public sealed interface EventData
        permits AppEvent,
                AutomationEvent,
                DeployEvent,
                DriftEvent,
                HostEvent,
                LockEvent,
                NodeEvent,
                RefEvent,
                TokenEvent {
    /** The kind that filters and clients know, such as {@code deploy.started}. */
    String eventKind();
}
