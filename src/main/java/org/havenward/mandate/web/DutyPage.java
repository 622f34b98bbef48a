package org.havenward.mandate.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.havenward.district.StaffId;
import org.havenward.mandate.AnswerKind;
import org.havenward.mandate.Duty;
import org.havenward.mandate.LawReviewed;
import org.havenward.mandate.OpenedDuty;
import org.havenward.mandate.Packets;
import org.havenward.mandate.ReportStatus;
import org.havenward.mandate.Suspected;
import org.havenward.web.FilterLink;
import org.havenward.web.FormErrors;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * Someone's own duty to report: what the law asks of them, whom to call, and what they recorded.
 *
 * @param names of those whose report may be shared
 */
public record DutyPage(
        OpenedDuty opened,
        List<Numbers.Line> numbers,
        LawReviewed lawReviewed,
        List<Packets.Frozen> packets,
        Map<StaffId, String> names,
        @Nullable String done,
        FormErrors errors) {
    public Duty duty() {
        return opened.duty();
    }

    public String path(String rest) {
        return "/my-reports/" + duty().id().value() + rest;
    }

    /** Made to one of those that it goes to, and not to the other. */
    public boolean halfMade() {
        return duty().callOwed() && !opened.calls().isEmpty();
    }

    public boolean screenedOut() {
        return duty().status() == ReportStatus.SCREENED_OUT;
    }

    public boolean answered() {
        return opened.answers().stream().anyMatch(answer -> answer.kind() != AnswerKind.PENDING);
    }

    public List<FilterLink> suspects(Shell shell) {
        return Arrays.stream(Suspected.values())
                .map(one ->
                        new FilterLink(shell.t(one.key()), path("?who=" + one.name()), null, one == opened.suspected()))
                .toList();
    }

    public String reporterOf(OpenedDuty.Joint joint) {
        return names.getOrDefault(joint.by(), "");
    }
}
