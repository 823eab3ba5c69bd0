package org.hustings.station.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.hustings.hardware.desk.DeskPanel;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Language;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState.Offered.Look;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StationWindowTest {

    private final DeskPanel panel = new DeskPanel();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final StationWindow window = open(StationWindow.Mode.DESK);

    private StationWindow open(StationWindow.Mode mode) {
        var look = new StationWindow.Look(mode, false, new Language("en"), Examples.ZONE, Optional.of("Sam"));
        return StationWindow.open(look, panel, new StationWindow.Ends() {
            @Override
            public void closed() {
                closed.incrementAndGet();
            }

            @Override
            public void broken() {
                broken.incrementAndGet();
            }
        });
    }

    @AfterEach
    void closes() {
        window.close();
        panel.close();
    }

    @Test
    void drawsTheLastOfManyPictures() {
        var examples = new Examples("en");
        var all = examples.all();
        for (var scene : all.values()) {
            window.draw(scene.desk(), scene.facts(), scene.around());
        }
        var last = examples.scene(examples.offered(Look.CARD));
        window.draw(last.desk(), last.facts(), last.around());
        await().until(() -> shows("Daniel Okafor"));
        window.level(-20, -20);
        assertThat(broken).hasValue(0);
    }

    @Test
    void theKeyboardPressesThePanelOnceHoweverLongAKeyIsHeld() {
        var moves = new CopyOnWriteArrayList<String>();
        panel.onMove(move -> moves.add(move.button() + (move.down() ? " down" : " up")));
        Toolkit.runAndWait(() -> {
            for (var code :
                    List.of(KeyCode.DIGIT1, KeyCode.NUMPAD6, KeyCode.ENTER, KeyCode.ESCAPE, KeyCode.M, KeyCode.H)) {
                key(KeyEvent.KEY_PRESSED, code);
                key(KeyEvent.KEY_PRESSED, code);
                key(KeyEvent.KEY_RELEASED, code);
            }
            key(KeyEvent.KEY_PRESSED, KeyCode.SPACE);
            key(KeyEvent.KEY_PRESSED, KeyCode.P);
        });
        await().untilAsserted(() -> assertThat(moves)
                .containsExactly(
                        "KEY_1 down",
                        "KEY_1 up",
                        "KEY_6 down",
                        "KEY_6 up",
                        "CALL down",
                        "CALL up",
                        "HANG_UP down",
                        "HANG_UP up",
                        "MUTE down",
                        "MUTE up",
                        "HELP down",
                        "HELP up",
                        "HOOK down"));
        assertThat(panel.lastPress()).isPresent();
    }

    @Test
    void aPictureThatCannotBeDrawnEndsTheWindowOnce() {
        var examples = new Examples("en");
        Campaign none = null;
        var scene = examples.scene(examples.offered(Look.SCRIPT));
        var bad = new DeskFacts(Optional.ofNullable(none), new Language("en"), Optional.empty());
        window.draw(new Desk(null, Optional.empty(), Desk.Help.NOT_ASKED), bad, scene.around());
        await().until(() -> broken.get() == 1);
        window.draw(scene.desk(), scene.facts(), scene.around());
        assertThat(broken).hasValue(1);
    }

    private boolean shows(String words) {
        var found = new AtomicInteger();
        Toolkit.runAndWait(() -> window.stage()
                .getScene()
                .getRoot()
                .lookupAll(".ink")
                .forEach(node -> {
                    if (node instanceof Text text && text.getText().equals(words)) {
                        found.incrementAndGet();
                    }
                }));
        return found.get() > 0;
    }

    private void key(javafx.event.EventType<KeyEvent> type, KeyCode code) {
        var scene = window.stage().getScene();
        javafx.event.Event.fireEvent(scene, new KeyEvent(type, "", "", code, false, false, false, false));
    }
}
