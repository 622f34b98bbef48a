package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.Coordination;
import org.havenward.district.StaffMember;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;

/** A case from outside, and who could lead it. */
public record AppointmentPage(Coordination.Cover cover, List<StaffMember> mayLead, TeamForm form, FormErrors errors) {
    public List<Option> people() {
        return TeamPage.people(mayLead);
    }
}
