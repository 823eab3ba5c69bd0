package org.hustings.station.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hustings.hardware.Panel;
import org.hustings.hardware.desk.DeskPanel;
import org.hustings.hardware.desk.Panels;
import org.hustings.hardware.desk.SocketPanel;
import org.hustings.protocol.WrongSettingException;
import org.hustings.station.app.StationConfig.WindowMode;
import org.hustings.station.call.Display;
import org.hustings.station.phone.Phone;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.Headset;
import org.hustings.station.phone.sip.SipPhone;
import org.hustings.station.screen.StationWindow;

/// The real devices that the settings name: telephone, panel, window.
final class StationDevices {

    private StationDevices() {}

    /// Throws a [WrongSettingException] when a socket cannot be served. `ends` hears of the window.
    static StationWiring.Devices of(StationConfig config, StationWindow.Ends ends) {
        var desk = new DeskPanel();
        var panels = new ArrayList<Panel>();
        var displays = new ArrayList<Display>();
        // Touches of the window go by the drawn panel, whatever else is there to press.
        if (!config.panel().kind().equals("socket") || config.window() != WindowMode.NONE) {
            panels.add(desk);
        }
        config.panel().socket().ifPresent(file -> {
            try {
                var socket = SocketPanel.at(file);
                panels.add(socket);
                displays.add(new SocketDisplay(socket::tell, desk::lastPress));
            } catch (IOException unusable) {
                throw new WrongSettingException(String.valueOf(unusable.getMessage()));
            }
        });
        var windows = new ArrayList<AutoCloseable>();
        if (config.window() != WindowMode.NONE) {
            var mode = config.window() == WindowMode.KIOSK ? StationWindow.Mode.KIOSK : StationWindow.Mode.DESK;
            var look = new StationWindow.Look(mode, false, config.language(), ZoneId.systemDefault(), Optional.empty());
            try {
                var window = StationWindow.open(look, desk, ends);
                displays.add(window);
                windows.add(window);
            } catch (IllegalStateException noDisplay) {
                throw new WrongSettingException("window.mode: " + noDisplay.getMessage());
            }
        }
        return new StationWiring.Devices(
                news -> phone(config, news), Panels.join(panels.toArray(Panel[]::new)), displays, windows);
    }

    private static Phone phone(StationConfig config, Consumer<PhoneNews> news) {
        try {
            return SipPhone.open(phoneConfig(config), news);
        } catch (IllegalArgumentException refused) {
            throw new WrongSettingException(String.valueOf(refused.getMessage()));
        }
    }

    private static PhoneConfig phoneConfig(StationConfig config) {
        var sip = config.sip();
        return new PhoneConfig(
                sip.peer(),
                PhoneConfig.Transport.named(sip.transport()).orElseThrow(),
                listen(sip.listen()),
                Optional.of(config.data().resolve("sip.port")),
                sip.user()
                        .map(user ->
                                new PhoneConfig.Credentials(user, sip.password().orElse(""))),
                presence(sip),
                headset(config.media()),
                codecs(config.media().codecs()));
    }

    private static InetSocketAddress listen(InetSocketAddress named) {
        var found = new InetSocketAddress(named.getHostString(), named.getPort());
        if (found.isUnresolved()) {
            throw new WrongSettingException("sip.listen is \"" + named.getHostString() + ":" + named.getPort()
                    + "\": there is no such host; name an address of this machine, as in 0.0.0.0:0");
        }
        return found;
    }

    private static PhoneConfig.Presence presence(StationConfig.Sip sip) {
        if (sip.register()) {
            return PhoneConfig.Presence.REGISTER;
        }
        return sip.probe() ? PhoneConfig.Presence.PROBE : PhoneConfig.Presence.ASSUME;
    }

    static Headset headset(StationConfig.Media media) {
        return switch (media.headset()) {
            case "virtual" -> new Headset.Virtual(media.microphone().orElseThrow(), media.capture());
            case "pulse" -> new Headset.Pulse(media.input(), media.output());
            case "alsa" -> new Headset.Alsa(media.device());
            default -> throw new WrongSettingException("media.headset: allowed: virtual, pulse, alsa");
        };
    }

    private static List<Codec> codecs(List<String> words) {
        return words.stream().map(word -> Codec.named(word).orElseThrow()).toList();
    }
}
