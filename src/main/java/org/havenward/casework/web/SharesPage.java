package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Shares;
import org.havenward.district.StaffMember;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.jspecify.annotations.Nullable;

/** What was shared from a case off its team, and the form to share more. */
public record SharesPage(
        CaseReading.Header header,
        List<Shares.Share> shares,
        List<StaffMember> found,
        String name,
        ShareForm form,
        FormErrors errors,
        @Nullable String done) {
    public List<Option> people() {
        return TeamPage.people(found);
    }

    public List<Shares.Share> lasting() {
        return shares.stream().filter(Shares.Share::lasts).toList();
    }

    public List<Shares.Share> past() {
        return shares.stream().filter(share -> !share.lasts()).toList();
    }
}
