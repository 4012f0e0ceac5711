package dev.waybill.web.deploys.actions;

import dev.waybill.apps.Apps;
import dev.waybill.execution.Cancellations;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Verdicts;

/** By what actions are carried out: the same as those of the API. */
public record Hands(
        Apps apps, Cancellations cancellations, Requests requests, Verdicts verdicts, RollbackPreviews previews) {}
