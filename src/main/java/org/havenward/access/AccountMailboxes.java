package org.havenward.access;

import java.util.Optional;
import org.havenward.district.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class AccountMailboxes implements Mailboxes {
    private final JdbcClient jdbc;

    AccountMailboxes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> of(StaffId who) {
        return jdbc.sql("select email from account where staff_id = ? and suspended_at is null")
                .param(who.value())
                .query(String.class)
                .optional();
    }
}
