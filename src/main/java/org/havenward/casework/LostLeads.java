package org.havenward.casework;

import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares who leads the open cases with what the gate says of them now, whatever the reason: a case whose lead can't open
 * it waits for one and its coordinators are told; where they can again, before anyone was appointed, it has its lead back.
 */
@Service
class LostLeads {
    /** So many are told of in one go; more come the next minute, so that the telling keeps up. */
    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final CaseTeam team;
    private final Doorstep doorstep;
    private final Gate gate;
    private final Audit audit;

    LostLeads(JdbcClient jdbc, CaseFiles files, CaseTeam team, Doorstep doorstep, Gate gate, Audit audit) {
        this.jdbc = jdbc;
        this.files = files;
        this.team = team;
        this.doorstep = doorstep;
        this.gate = gate;
        this.audit = audit;
    }

    /** In the current district. */
    @Transactional
    void look() {
        var leads = jdbc.sql("select distinct lead from case_file where status <> 'CLOSED'")
                .query((row, number) -> new StaffId(row.getObject(1, UUID.class)))
                .list();
        var left = AT_ONCE;
        for (var lead : leads) {
            left -= left == 0 ? 0 : look(lead, left);
        }
    }

    /** How many there were; those beyond the most are for the next time. */
    private int look(StaffId lead, int atMost) {
        var changed = changed(lead, atMost);
        for (var id : changed) {
            var file = files.lock(id).orElseThrow();
            if (!file.lead().equals(lead) || file.status() == CaseStatus.CLOSED) {
                continue;
            }
            if (file.leadGone()) {
                file.leadIsBack();
            } else {
                team.loseLead(file);
            }
            doorstep.save(file, null);
            audit.logSystem(Action.CHANGED, file.opened().ref(), file.opened().student(), Purpose.SYSTEM);
        }
        return changed.size();
    }

    /** Their open cases of which the gate says something else than the case itself. */
    private List<CaseId> changed(StaffId lead, int atMost) {
        var viewer = gate.asOf(lead);
        var leads =
                viewer == null ? null : gate.visible(viewer, Need.LEAD_CASE, RecordKind.CASE, "c.id", "c.school_id");
        var parameters = new HashMap<String, Object>(leads == null ? java.util.Map.of() : leads.parameters());
        parameters.put("lead", lead.value());
        parameters.put("most", atMost);
        return jdbc.sql("""
                        select c.id from case_file c where c.lead = :lead and c.status <> 'CLOSED'
                            and (c.lead_gone_at is null) <> (%s) order by c.id limit :most
                        """.formatted(leads == null ? "false" : leads.sql()))
                .params(parameters)
                .query((row, number) -> new CaseId(row.getObject(1, UUID.class)))
                .list();
    }
}
