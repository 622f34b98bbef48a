package org.havenward.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * What the deployment says about itself. Every setting is a property such as {@code havenward.database.url}, given as a
 * variable of the same name in capitals, such as {@code HAVENWARD_DATABASE_URL}.
 *
 * @param data where the built-in database, the master key, and passwords are kept
 * @param cache where PostgreSQL's programs are unpacked to, once for all data folders; null for the user's own cache
 * @param external a PostgreSQL server that is run elsewhere; null for the built-in one
 * @param pool the most connections that the application opens
 * @param demo whether this is the fictional district
 */
public record Settings(
        Path data,
        @Nullable Path cache,
        @Nullable ExternalDatabase external,
        MasterKeySource masterKey,
        int pool,
        boolean demo) {

    static Settings of(Environment environment) {
        var data = Path.of(environment.getProperty("havenward.data", "data"))
                .toAbsolutePath()
                .normalize();
        return new Settings(
                data,
                text(environment, "havenward.cache").map(Path::of).orElse(null),
                text(environment, "havenward.database.url")
                        .map(url -> ExternalDatabase.of(url, environment))
                        .orElse(null),
                MasterKeySource.of(environment),
                environment.getProperty("havenward.database.pool", Integer.class, 20),
                environment.getProperty("havenward.demo", Boolean.class, false));
    }

    static Optional<String> text(Environment environment, String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }

    /** A server that is run elsewhere, with the two roles that were made there. */
    record ExternalDatabase(String url, Credentials owner, Credentials app) {
        static ExternalDatabase of(String url, Environment environment) {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new StartupException("HAVENWARD_DATABASE_URL must start with jdbc:postgresql: such as"
                        + " jdbc:postgresql://db.example.org:5432/havenward?sslmode=verify-full");
            }
            return new ExternalDatabase(
                    url,
                    new Credentials(
                            needed(environment, "havenward.database.owner.user"),
                            needed(environment, "havenward.database.owner.password")),
                    new Credentials(
                            needed(environment, "havenward.database.app.user"),
                            needed(environment, "havenward.database.app.password")));
        }

        private static String needed(Environment environment, String name) {
            return text(environment, name)
                    .orElseThrow(() -> new StartupException(
                            name.toUpperCase(java.util.Locale.ROOT).replace('.', '_')
                                    + " is not set. With HAVENWARD_DATABASE_URL, name the role that owns the schema and the"
                                    + " role that the application works as (see docs/running.md)."));
        }
    }

    /** A database role and its password. Never printed. */
    record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    /** Where the master key is: at most one of these is set; none means {@code master.key} in the data folder. */
    record MasterKeySource(
            @Nullable Path file,
            @Nullable String keyset,
            @Nullable String uri) {
        static MasterKeySource of(Environment environment) {
            var source = new MasterKeySource(
                    text(environment, "havenward.master.key.file").map(Path::of).orElse(null),
                    text(environment, "havenward.master.key").orElse(null),
                    text(environment, "havenward.master.key.uri").orElse(null));
            var named = java.util.stream.Stream.of(source.file, source.keyset, source.uri)
                    .filter(java.util.Objects::nonNull)
                    .count();
            if (named > 1) {
                throw new StartupException("Set only one of HAVENWARD_MASTER_KEY_FILE, HAVENWARD_MASTER_KEY, and"
                        + " HAVENWARD_MASTER_KEY_URI.");
            }
            return source;
        }

        boolean named() {
            return file != null || keyset != null || uri != null;
        }

        @Override
        public String toString() {
            return "MasterKeySource[…]";
        }
    }
}
