package dev.waybill;

import dev.waybill.access.Access;
import dev.waybill.apps.Apps;
import dev.waybill.events.Events;
import dev.waybill.hosts.Hosts;
import dev.waybill.locks.Locks;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;

/** The store, and what it contains beside deploys. Only for wiring: never passed to other classes. */
public record Foundation(
        Db db, Time time, Events events, Access access, Apps apps, Logs logs, Hosts hosts, Locks locks) {}
