package org.havenward.district;

import java.util.List;
import java.util.SplittableRandom;

/** Given and family names as a southwestern U.S. district has them. Any likeness is chance. */
final class DemoNames {
    private static final List<String> GIVEN = words("""
            Aaliyah Aaron Abigail Adrián Aisha Alejandra Alejandro Alexander Alicia Amara Amelia Amir Ana Andre Andrea Ángel
            Anika Anthony Aria Asher Ava Axel Ayaan Bao Beatriz Benjamin Bianca Brandon Brooklyn Caleb Camila Carlos Carter
            Catherine Chloé Chukwuemeka Claire Connor Crystal Daisy Dakota Daniela Darius Dariusz David Deja Delilah Demarcus
            Destiny Diego Dmitri Dominic Dylan Eduardo Eleanor Eli Elena Elijah Elías Emilia Emma Enrique Esperanza Estéban
            Ethan Eva Ezekiel Fatima Felix Fernanda Francisco Gabriel Genesis Gianna Grace Guadalupe Hana Hannah Harper Hassan
            Hazel Héctor Henry Hina Hoa Ibrahim Imani Inés Isaac Isabella Isaiah Ismael Ivan Jaden Jada James Jamal Jasmine
            Javier Jayden Jesús Jia Joaquín Jocelyn John Jonah Jordan José Josephine Joshua Josué Juan Julián Juliana Kai
            Kamala Karen Kayla Keanu Keisha Kenji Kevin Khadija Khalil Kiara Kim Laila Lani Laura Layla Leilani Leo Leticia
            Levi Liam Lily Linh Logan Lola Lorenzo Lucas Lucía Luis Luna Lupita Mackenzie Madison Mai Malia Malik Manuel María
            Mariana Mateo Matthew Maya Mei Melanie Mia Micah Miguel Mila Ming Mohamed Mónica Naomi Nasir Natalia Nathan
            Nevaeh Nia Nicolás Nina Noah Noelia Nora Noor Olivia Omar Oscar Owen Pablo Paloma Parker Patience Paulina Pedro
            Peyton Phuong Priya Quentin Quinn Rafael Ramón Raquel Raúl Rebeca Renée Ricardo Riley Rocío Rohan Rosa Ruby Ruth
            Ryan Sadie Salma Samantha Samir Samuel Santiago Sara Sebastián Selena Serenity Shanice Sierra Simón Skye Sofía
            Soraya Stella Tala Talia Tariq Tatiana Taylor Thiago Thomas Tiana Tomás Trinity Tuan Tyler Uriel Valentina Valeria
            Vanessa Verónica Víctor Violet Wei Wendy William Wren Xavier Ximena Yara Yasmin Yesenia Yolanda Yuki Zachary Zahra
            Zain Zara Zoe Zoë Łucja Søren Siân Nayeli Itzel Xóchitl Ángela Óscar Çelik Aoife Tȟašína Ahsan
            """);

    private static final List<String> FAMILY = words("""
            Abbott Abdi Acosta Adams Adeyemi Aguilar Ahmed Alcántara Ali Allen Alvarado Álvarez Amador Anderson Apodaca
            Arellano Armijo Arroyo Ávila Baca Bailey Baker Bautista Begay Begaye Bell Benally Bennett Bernal Boone Bravo
            Brooks Brown Bui Bustamante Butler Byrd Cabrera Calderón Campbell Campos Cano Cárdenas Carrillo Carter Castañeda
            Castillo Castro Cervantes Chacón Chan Chávez Chee Chen Choi Cisneros Clark Coleman Collins Contreras Cook Cooper
            Córdova Cortez Cruz Curtis Dang Davis Delgado Diallo Díaz Domínguez Dominguez Duarte Duong Edwards Enríquez
            Escobar Espinoza Esquivel Estrada Evans Fernández Figueroa Fisher Fleming Flores Foster Fuentes Gallegos García
            Garza Gómez González Gonzalez Grant Gray Green Griffin Guerrero Gutiérrez Guzmán Haddad Hall Harris Hassan Hayes
            Henderson Hernández Hernandez Herrera Hill Hoang Holmes Howard Huang Huerta Hughes Ibarra Ibrahim Jackson James
            Jiménez Jimenez Johnson Jones Juárez Kaur Kelly Kennedy Khan Kim King Kowalski Kumar Lam Lara Le Lee León Lewis Li
            Lin Liu Long López Lopez Lovato Lozano Lucero Luján Luna Ly Macías Maldonado Manygoats Marín Márquez Martin
            Martínez Martinez Mejía Méndez Mendoza Mercado Miller Mitchell Mohamed Molina Montoya Moore Morales Moreno Morgan
            Murphy Murray Nakai Nakamura Navarro Nelson Ngo Nguyen Noriega Núñez Obi Ochoa Ojeda Okafor Okonkwo Oliver Orozco
            Ortega Ortiz Osman Owens Pacheco Padilla Palacios Park Parker Patel Patterson Peña Perea Perez Pérez Peterson Pham
            Phan Phillips Pineda Ponce Porter Powell Price Quintana Quintero Quiroz Ramírez Ramos Rangel Reddy Reed Reyes
            Reynolds Richardson Ríos Rivas Rivera Roberts Robinson Robles Rodríguez Rodriguez Rogers Rojas Romero Rosales
            Ross Rubio Ruiz Russell Saito Salas Salazar Salinas Sanchez Sánchez Sanders Sandoval Santana Santiago Santos
            Serrano Shah Silva Simmons Singh Smith Solís Soto Stewart Suárez Sullivan Tafoya Tamayo Tanaka Tapia Taylor Tellez
            Thomas Thompson Torres Tran Trejo Trujillo Tsosie Tucker Turner Valdez Valencia Valenzuela Vargas Vásquez Vega
            Velasco Velázquez Vigil Villa Villanueva Vo Walker Wallace Wang Ward Washington Watson White Whitehorse Williams
            Willie Wilson Wong Wood Wright Wu Yamamoto Yang Yazzie Young Zamora Zapata Zavala Zhang Zúñiga O’Brien O'Connor
            MacDonald D’Angelo Ng Xu
            """);

    private static final List<String> PARTICLES =
            List.of("de la Cruz", "de León", "del Toro", "van Dyke", "Al-Sayed", "St. Clair");

    private DemoNames() {}

    static String given(SplittableRandom chance) {
        var name = GIVEN.get(skewed(chance, GIVEN.size()));
        return switch (chance.nextInt(40)) {
            case 0 -> name + " " + GIVEN.get(chance.nextInt(GIVEN.size()));
            case 1 -> name + "-" + GIVEN.get(chance.nextInt(GIVEN.size()));
            default -> name;
        };
    }

    static String family(SplittableRandom chance) {
        var name = FAMILY.get(skewed(chance, FAMILY.size()));
        return switch (chance.nextInt(24)) {
            case 0, 1 -> name + " " + FAMILY.get(chance.nextInt(FAMILY.size()));
            case 2 -> name + "-" + FAMILY.get(chance.nextInt(FAMILY.size()));
            case 3 -> chance.nextInt(3) == 0 ? PARTICLES.get(chance.nextInt(PARTICLES.size())) : name;
            default -> name;
        };
    }

    /** Some names are far commoner than others; which ones is spread over the alphabet. */
    private static int skewed(SplittableRandom chance, int size) {
        double drawn = chance.nextDouble();
        int rank = (int) (Math.pow(drawn, 1.7) * size);
        return (int) ((rank * 7_919L + 13) % size);
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
