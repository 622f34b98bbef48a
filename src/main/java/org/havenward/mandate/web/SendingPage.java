package org.havenward.mandate.web;

import java.util.Arrays;
import java.util.List;
import org.havenward.mandate.Duty;
import org.havenward.mandate.Packets;
import org.havenward.mandate.SendingWay;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;

/** A frozen written report: its file, its hash, and how it was sent. */
public record SendingPage(Duty duty, Packets.Frozen packet, SendingForm form, boolean fresh, FormErrors errors) {
    public String path(String rest) {
        return "/my-reports/" + duty.id().value() + rest;
    }

    public String packetPath(String rest) {
        return path("/packets/" + packet.id() + rest);
    }

    public List<Option> ways(Shell shell) {
        return Arrays.stream(SendingWay.values())
                .map(way -> new Option(way.name(), shell.t(way.key())))
                .toList();
    }
}
