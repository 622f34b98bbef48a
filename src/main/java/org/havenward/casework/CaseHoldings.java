package org.havenward.casework;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How much a case holds of each kind, in counts: for rooms that lay out what a request to inspect covers. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CaseHoldings {
    private final JdbcClient jdbc;

    CaseHoldings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param drafts notes that someone began and nobody else has seen */
    public record Held(int entries, int concerns, int shares, int reports, int judgments, int drafts) {}

    public Held of(CaseId id) {
        return jdbc.sql("""
                        select
                            (select count(*) from case_entry e where e.case_id = :case and e.kind <> 'REPORT') as entries,
                            (select count(*) from case_concern c where c.case_id = :case) as concerns,
                            (select count(*) from case_share s where s.case_id = :case) as shares,
                            (select count(*) from case_entry r where r.case_id = :case and r.kind = 'REPORT') as reports,
                            (select count(*) from case_family_judgment j join case_family_member m
                                on m.district_id = j.district_id and m.id = j.member_id
                                where m.case_id = :case) as judgments,
                            (select count(*) from case_draft d where d.case_id = :case)
                                + (select count(*) from case_draft_kept k where k.case_id = :case) as drafts
                        """)
                .param("case", id.value())
                .query((row, number) -> new Held(
                        row.getInt("entries"),
                        row.getInt("concerns"),
                        row.getInt("shares"),
                        row.getInt("reports"),
                        row.getInt("judgments"),
                        row.getInt("drafts")))
                .single();
    }
}
