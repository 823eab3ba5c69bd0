package org.hustings.demo.town;

import java.util.List;

/// Names, streets and reasons for the sample list: ordinary ones of each language, nobody's in particular.
record SampleWords(
        List<String> givenNames,
        List<String> surnames,
        List<String> streets,
        List<String> reasons,
        List<String> notes) {

    private static final SampleWords ENGLISH = new SampleWords(
            List.of(
                    "Margaret",
                    "Ada",
                    "Peter",
                    "Susan",
                    "Tom",
                    "Aisha",
                    "Grace",
                    "Daniel",
                    "Ruth",
                    "Imran",
                    "Helen",
                    "George",
                    "Priya",
                    "Owen",
                    "Megan",
                    "Samuel",
                    "Joan",
                    "Kofi",
                    "Emily",
                    "Frank"),
            List.of(
                    "Archer", "Bell", "Carter", "Dawson", "Ellis", "Fraser", "Grant", "Hughes", "Iqbal", "Jones",
                    "Kaur", "Lewis", "Mason", "Noble", "Okafor", "Palmer", "Reid", "Shah", "Turner", "Walsh"),
            List.of(
                    "Harbour Road",
                    "Mill Lane",
                    "Station Road",
                    "Church Street",
                    "Orchard Close",
                    "The Green",
                    "Victoria Terrace",
                    "Park Avenue",
                    "School Lane",
                    "Quay Street"),
            List.of(
                    "Asked about the evening bus",
                    "Signed the harbour petition, spring 2026",
                    "Came to the open day",
                    "Neighbour of a volunteer",
                    "Has not been called before"),
            List.of(
                    "Prefers afternoons",
                    "Hard of hearing: speak slowly",
                    "Said \"maybe\" last time, wanted to read more",
                    "Works nights"));

    private static final SampleWords FRENCH = new SampleWords(
            List.of(
                    "Camille", "Hélène", "Luc", "Nadia", "Pierre", "Chloé", "Yanis", "Monique", "Rémi", "Fatou",
                    "Jeanne", "Olivier", "Inès", "Gérard"),
            List.of(
                    "Aubert", "Besson", "Caron", "Diallo", "Esteve", "Faure", "Garnier", "Hébert", "Imbert", "Joly",
                    "Lemoine", "Mercier", "Noël", "Perrin"),
            List.of(
                    "rue des Lilas",
                    "avenue de la Gare",
                    "place du Marché",
                    "chemin du Moulin",
                    "rue de l'Église",
                    "quai du Port"),
            List.of(
                    "A demandé des nouvelles du bus du soir",
                    "A signé la pétition du port",
                    "Est venue à la réunion publique",
                    "Jamais appelé"),
            List.of("Plutôt le matin", "Parle aussi anglais", "Veut lire le programme, d'abord"));

    private static final SampleWords GERMAN = new SampleWords(
            List.of(
                    "Anna", "Jürgen", "Katrin", "Mehmet", "Lena", "Otto", "Sabine", "Uwe", "Zeynep", "Felix", "Gudrun",
                    "Jonas"),
            List.of(
                    "Albrecht",
                    "Bauer",
                    "Çelik",
                    "Dietrich",
                    "Fuchs",
                    "Groß",
                    "Hoffmann",
                    "Jäger",
                    "Köhler",
                    "Lorenz",
                    "Maier",
                    "Yılmaz"),
            List.of("Hafenstraße", "Bahnhofstraße", "Am Mühlbach", "Schulweg", "Lindenallee", "Kirchgasse"),
            List.of(
                    "Fragte nach dem Abendbus",
                    "Unterschrieb für den Hafen",
                    "War beim Bürgertreff",
                    "Noch nie angerufen"),
            List.of("Lieber nachmittags", "Hört schlecht, langsam sprechen", "Will erst lesen, dann reden"));

    static SampleWords of(String language) {
        return switch (language) {
            case "fr" -> FRENCH;
            case "de" -> GERMAN;
            default -> ENGLISH;
        };
    }
}
