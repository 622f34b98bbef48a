package org.havenward.guide.web;

import java.util.List;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.guide.Advice;
import org.havenward.guide.Guide;
import org.havenward.guide.HelpLine;
import org.havenward.guide.Indicator;
import org.havenward.guide.RiskFactor;
import org.havenward.guide.Term;
import org.havenward.guide.VulnerableGroup;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shared knowledge for programs: each list whole, in English and Spanish. */
@RestController
@RequestMapping(path = "/api/v1/guide", produces = MediaType.APPLICATION_JSON_VALUE)
class GuideApi {
    private final Guide guide;

    GuideApi(Guide guide) {
        this.guide = guide;
    }

    @GetMapping("/indicators")
    @Needs(Need.SIGNED_IN)
    ApiPage<Indicator> indicators() {
        return whole(guide.indicators());
    }

    @GetMapping("/indicators/{id}")
    @Needs(Need.SIGNED_IN)
    Indicator indicator(@PathVariable String id) {
        return guide.indicator(id)
                .orElseThrow(() -> new ApiProblem(
                        HttpStatus.NOT_FOUND,
                        "not-found",
                        "No indicator has this id. GET /api/v1/guide/indicators lists them."));
    }

    @GetMapping("/risk-factors")
    @Needs(Need.SIGNED_IN)
    ApiPage<RiskFactor> riskFactors() {
        return whole(guide.riskFactors());
    }

    @GetMapping("/groups")
    @Needs(Need.SIGNED_IN)
    ApiPage<VulnerableGroup> groups() {
        return whole(guide.groups());
    }

    @GetMapping("/terms")
    @Needs(Need.SIGNED_IN)
    ApiPage<Term> terms() {
        return whole(guide.terms());
    }

    @GetMapping("/advice")
    @Needs(Need.SIGNED_IN)
    ApiPage<Advice> advice() {
        return whole(guide.advice());
    }

    @GetMapping("/help-lines")
    @Needs(Need.NOTHING)
    ApiPage<HelpLine> helpLines() {
        return whole(guide.helpLines());
    }

    private static <T> ApiPage<T> whole(List<T> items) {
        return new ApiPage<>(items, null);
    }
}
