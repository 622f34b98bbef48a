package org.havenward.mandate.web;

import java.util.Arrays;
import java.util.List;
import org.havenward.mandate.Agency;
import org.havenward.mandate.OpenedDuty;
import org.havenward.mandate.Suspected;
import org.havenward.mandate.Way;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;

/** Where someone records the report that they made. */
public record CallPage(OpenedDuty opened, CallForm form, FormErrors errors) {
    public String path(String rest) {
        return "/my-reports/" + opened.duty().id().value() + rest;
    }

    public List<Option> agencies(Shell shell) {
        return Arrays.stream(Agency.values())
                .map(agency -> new Option(agency.name(), shell.t(agency.key())))
                .toList();
    }

    public List<Option> ways(Shell shell) {
        return Arrays.stream(Way.values())
                .filter(way -> way != Way.JOINT
                        && (way != Way.DESIGNEE || opened.designee().isPresent()))
                .map(way -> new Option(way.name(), shell.t(way.key())))
                .toList();
    }

    public List<Option> suspects(Shell shell) {
        return Arrays.stream(Suspected.values())
                .map(one -> new Option(one.name(), shell.t(one.key())))
                .toList();
    }
}
