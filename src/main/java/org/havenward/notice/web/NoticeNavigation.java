package org.havenward.notice.web;

import java.util.List;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.notice.Notices;
import org.havenward.web.DayContributor;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where notices appear elsewhere: in the navigation, and on My day. */
@Configuration(proxyBeanMethods = false)
class NoticeNavigation {
    @Bean
    NavItem noticesItem() {
        return new NavItem(80, "notice.title", "/notices", Need.SIGNED_IN);
    }

    @Bean
    NavItem stuckMailItem() {
        return new NavItem(115, "notice.stuck.nav", "/notices/mail", Need.RUN_SYSTEM);
    }

    @Bean
    DayContributor noticesOfTheDay(Notices notices) {
        return viewer -> unread(notices, viewer);
    }

    private static List<DayContributor.DayItem> unread(Notices notices, Viewer viewer) {
        var unread = notices.unread(viewer);
        return unread == 0
                ? List.of()
                : List.of(new DayContributor.DayItem(
                        null, "notice.day.unread", new Object[] {unread}, "/notices", false));
    }
}
