package org.havenward.protocol.web;

import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseReading;
import org.havenward.protocol.CaseVersion;
import org.havenward.protocol.ProtocolVersionId;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Moving a case to the version of the protocol in force, after seeing what that changes. */
@Controller
class MoveController {
    private final CaseVersion versions;
    private final CaseReading cases;

    MoveController(CaseVersion versions, CaseReading cases) {
        this.versions = versions;
        this.cases = cases;
    }

    @GetMapping("/cases/{id}/protocol")
    @Needs(Need.LEAD_CASE)
    ModelAndView look(Viewer viewer, @PathVariable String id) {
        return Pages.show("steps/move", page(viewer, StepTelling.caseId(id), new FormErrors()));
    }

    @PostMapping("/cases/{id}/protocol")
    @Needs(Need.LEAD_CASE)
    ModelAndView move(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String onceKey) {
        var caseId = StepTelling.caseId(id);
        var shown = page(viewer, caseId, new FormErrors());
        var telling = new StepTelling(shown.errors());
        var taken = telling.taken(onceKey, key -> versions.move(viewer, caseId, version(from), version(to), key));
        return taken.map(moved -> new ModelAndView("redirect:" + shown.path("/steps?done=moved")))
                .orElseGet(() -> telling.again("steps/move", shown));
    }

    /** What is no version is none that is in force. */
    static ProtocolVersionId version(@Nullable String written) {
        return new ProtocolVersionId(StepTelling.id(written).orElse(new java.util.UUID(0, 0)));
    }

    private MovePage page(Viewer viewer, CaseId id, FormErrors errors) {
        return new MovePage(
                cases.lead(viewer, id).header(), versions.look(viewer, id).orElse(null), errors);
    }
}
