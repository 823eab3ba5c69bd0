package org.hustings.station.screen;

import java.util.List;
import org.hustings.protocol.Campaign.Choice;
import org.hustings.protocol.Campaign.Step;

/// One short script in three languages.
final class ExampleScripts {

    static final List<Step> ENGLISH = List.of(
            new Step(
                    "opening",
                    "I’m {volunteer}, a volunteer for {sponsor}. You asked about {topic}. Anna wants it every ten"
                            + " minutes, also on Sundays.\nIs this a good moment for two questions?",
                    "I’m calling for {sponsor}. Is this a good moment for two questions?",
                    "Wait for the answer. Then press the key that fits.",
                    List.of(
                            new Choice("Yes, go on", "change"),
                            new Choice("Not now", "thanks"),
                            new Choice("“Who are you?”", "about"),
                            new Choice("No, thank you", "thanks"))),
            new Step(
                    "about",
                    "{sponsor} pays for this call. You can reach us at {callBackNumber}.",
                    "",
                    "",
                    List.of(new Choice("Go on", "change"), new Choice("No, thank you", "thanks"))),
            new Step(
                    "change",
                    "Which one change would help you most in {town}?",
                    "Which one change would help you most?",
                    "Read the choices if asked. One answer.",
                    List.of(
                            new Choice("More buses", "thanks"),
                            new Choice("Safer streets", "thanks"),
                            new Choice("Lower rents", "thanks"),
                            new Choice("Schools", "thanks"),
                            new Choice("Something else", "thanks"))),
            new Step(
                    "thanks",
                    "Thank you, {givenName}. Have a good evening.",
                    "Thank you. Have a good evening.",
                    "",
                    List.of()));

    static final List<Step> FRENCH = List.of(
            new Step(
                    "opening",
                    "Je suis {volunteer}, bénévole pour {sponsor}. Vous avez posé une question sur {topic}. Anna propose"
                            + " un bus toutes les dix minutes.\nAvez-vous le temps pour deux questions ?",
                    "J’appelle pour {sponsor}. Avez-vous le temps pour deux questions ?",
                    "Attendez la réponse. Puis appuyez sur la bonne touche.",
                    List.of(
                            new Choice("Oui, continuer", "change"),
                            new Choice("Pas maintenant", "thanks"),
                            new Choice("« Qui êtes-vous ? »", "about"),
                            new Choice("Non merci", "thanks"))),
            new Step(
                    "about",
                    "Cet appel est payé par {sponsor}. Notre numéro : {callBackNumber}.",
                    "",
                    "",
                    List.of(new Choice("Continuer", "change"), new Choice("Non merci", "thanks"))),
            new Step(
                    "change",
                    "Quel changement vous aiderait le plus à {town} ?",
                    "Quel changement vous aiderait le plus ?",
                    "Lisez les choix si on les demande.",
                    List.of(
                            new Choice("Plus de bus", "thanks"),
                            new Choice("Des rues plus sûres", "thanks"),
                            new Choice("Des loyers plus bas", "thanks"),
                            new Choice("Les écoles", "thanks"),
                            new Choice("Autre chose", "thanks"))),
            new Step("thanks", "Merci, {givenName}. Bonne soirée.", "Merci. Bonne soirée.", "", List.of()));

    static final List<Step> GERMAN = List.of(
            new Step(
                    "opening",
                    "Ich bin {volunteer} und helfe {sponsor}. Sie haben nach {topic} gefragt. Anna möchte einen Bus alle"
                            + " zehn Minuten, auch sonntags.\nHaben Sie kurz Zeit für zwei Fragen?",
                    "Ich rufe für {sponsor} an. Haben Sie kurz Zeit für zwei Fragen?",
                    "Antwort abwarten. Dann die passende Taste drücken.",
                    List.of(
                            new Choice("Ja, weiter", "change"),
                            new Choice("Jetzt nicht", "thanks"),
                            new Choice("„Wer sind Sie?“", "about"),
                            new Choice("Nein, danke", "thanks"))),
            new Step(
                    "about",
                    "Diesen Anruf bezahlt {sponsor}. Unsere Nummer: {callBackNumber}.",
                    "",
                    "",
                    List.of(new Choice("Weiter", "change"), new Choice("Nein, danke", "thanks"))),
            new Step(
                    "change",
                    "Welche Änderung in {town} würde Ihnen am meisten helfen?",
                    "Welche Änderung würde Ihnen am meisten helfen?",
                    "Auf Nachfrage vorlesen. Eine Antwort.",
                    List.of(
                            new Choice("Mehr Busse", "thanks"),
                            new Choice("Sichere Straßen", "thanks"),
                            new Choice("Niedrigere Mieten", "thanks"),
                            new Choice("Schulen", "thanks"),
                            new Choice("Etwas anderes", "thanks"))),
            new Step("thanks", "Danke, {givenName}. Schönen Abend.", "Danke. Schönen Abend.", "", List.of()));

    private ExampleScripts() {}
}
