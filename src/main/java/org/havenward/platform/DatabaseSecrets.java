package org.havenward.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.havenward.platform.Settings.Credentials;

/** The built-in database's roles and their passwords, made at first start and kept beside the data (mode 600). */
record DatabaseSecrets(Credentials superuser, Credentials owner, Credentials app) {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "havenward_owner";
    static final String APP = "havenward_app";

    static DatabaseSecrets readOrMake(Path file, boolean dataExists) {
        if (!Files.exists(file)) {
            if (dataExists) {
                throw new StartupException("The database is there, but " + file
                        + " with its passwords is missing. Put it back from the backup.");
            }
            var chance = new SecureRandom();
            PrivateFiles.write(
                    file,
                    SUPERUSER + "=" + password(chance) + "\n" + OWNER + "=" + password(chance) + "\n" + APP + "="
                            + password(chance) + "\n");
        }
        Map<String, String> lines = new HashMap<>();
        PrivateFiles.read(file).lines().filter(line -> line.contains("=")).forEach(line -> {
            var at = line.indexOf('=');
            lines.put(line.substring(0, at), line.substring(at + 1));
        });
        return new DatabaseSecrets(
                credentials(lines, SUPERUSER, file), credentials(lines, OWNER, file), credentials(lines, APP, file));
    }

    private static Credentials credentials(Map<String, String> lines, String user, Path file) {
        var password = lines.get(user);
        if (password == null) {
            throw new StartupException(file + " has no password for " + user + ". Put it back from the backup.");
        }
        return new Credentials(user, password);
    }

    private static String password(SecureRandom chance) {
        var bytes = new byte[24];
        chance.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
