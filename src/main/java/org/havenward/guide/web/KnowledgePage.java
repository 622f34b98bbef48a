package org.havenward.guide.web;

import java.util.List;
import org.havenward.guide.BesideConcern;
import org.havenward.guide.Guide;
import org.havenward.guide.HelpLine;
import org.havenward.guide.RiskFactor;
import org.havenward.guide.Side;
import org.havenward.guide.Term;
import org.havenward.guide.VulnerableGroup;

/** All of the shared knowledge on one page. */
public record KnowledgePage(
        BesideConcern advice,
        List<RiskFactorsOf> riskFactors,
        List<VulnerableGroup> groups,
        List<Term> terms,
        List<HelpLine> helpLines) {

    /** The risk factors of one column. */
    public record RiskFactorsOf(Side side, List<RiskFactor> riskFactors) {}

    static KnowledgePage of(Guide guide) {
        return new KnowledgePage(
                BesideConcern.of(guide),
                List.of(Side.values()).stream()
                        .map(side -> new RiskFactorsOf(side, guide.riskFactors(side)))
                        .toList(),
                guide.groups(),
                guide.terms(),
                guide.helpLines());
    }
}
