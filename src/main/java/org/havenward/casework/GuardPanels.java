package org.havenward.casework;

import java.util.Optional;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the case page shows at its side of the family, of sharing, and of the campus, and where they are in the navigation. */
@Configuration(proxyBeanMethods = false)
class GuardPanels {
    private record Beside(int order, java.util.function.BiFunction<Viewer, CaseId, CasePanel.Panel> made)
            implements CasePanel {
        @Override
        public Optional<Panel> panel(Viewer viewer, CaseId caseId) {
            return Optional.of(made.apply(viewer, caseId));
        }
    }

    @Bean
    CasePanel familyPanel(FamilyGuard guard) {
        return new Beside(
                60,
                (viewer, id) -> new CasePanel.Panel(
                        "casework.family.panel",
                        "casework/family_beside",
                        new CaseBeside.FamilyBeside(id, guard.family(id))));
    }

    @Bean
    CasePanel sharesPanel(Shares shares) {
        return new Beside(
                61,
                (viewer, id) -> new CasePanel.Panel(
                        "casework.share.panel",
                        "casework/shares_beside",
                        new CaseBeside.SharesBeside(id, shares.lasting(id))));
    }

    @Bean
    CasePanel campusPanel(Campus campus, CaseLinks links) {
        return new Beside(
                62,
                (viewer, id) -> new CasePanel.Panel(
                        "casework.campus.title",
                        "casework/campus_beside",
                        new CaseBeside.CampusBeside(id, campus.standing(id), links.linked(viewer, id))));
    }

    @Bean
    NavItem sharedWithMeInNavigation() {
        return new NavItem(35, "casework.share.nav", "/shared-with-me", Need.RECEIVE_SHARE);
    }

    @Bean
    NavItem linksInNavigation() {
        return new NavItem(93, "casework.link.nav", "/campus-links", Need.COORDINATE);
    }

    @Bean
    NavItem breakGlassInNavigation() {
        return new NavItem(92, "casework.glass.nav", "/break-glass", Need.SEE_BREAK_GLASS);
    }

    @Bean
    NavItem holdsInNavigation() {
        return new NavItem(94, "casework.hold.nav", "/holds", Need.HOLD_RECORDS);
    }
}
