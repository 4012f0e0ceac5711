package dev.waybill.notify;

import dev.waybill.deliveries.Receipt;
import dev.waybill.deliveries.Receipt.Exchange;
import dev.waybill.logs.Masker;
import dev.waybill.spi.Told;

/** How an attempt ended, without secrets. */
final class Masked {
    private Masked() {}

    static Told told(Told told, Masker masker) {
        var request = masker.mask(told.request());
        var answer = masker.mask(told.answer());
        return switch (told) {
            case Told.Delivered _ -> new Told.Delivered(request, answer);
            case Told.Later later -> new Told.Later(request, answer, later.until());
            case Told.Failed failed -> new Told.Failed(request, answer, failed.isReceiverDown(), failed.retryAt());
            case Told.Refused _ -> new Told.Refused(request, answer);
        };
    }

    static Receipt receipt(Told told, Masker masker) {
        var exchange = new Exchange(masker.mask(told.request()), masker.mask(told.answer()));
        return switch (told) {
            case Told.Delivered _ -> new Receipt.Delivered(exchange);
            case Told.Later later -> new Receipt.PutOff(exchange, later.until());
            case Told.Failed failed -> new Receipt.Failed(exchange, failed.isReceiverDown(), failed.retryAt());
            case Told.Refused _ -> new Receipt.Refused(exchange);
        };
    }
}
