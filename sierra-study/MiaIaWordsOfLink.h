// What is said of the way to the engine, in French: by the bridge, by the engine when it lets a study only read or not at all, and by the
// study's own link. A test holds the table to their sources. What has no French stays as it came.
#pragma once

#include "MiaIaWordsOfAlerts.h"

namespace miaia {

// {0} to {4} stand for values, in which a text may be hidden that has French of its own. The first form that fits counts.
constexpr EngineWord LinkForms[] = {
    // Of the bridge: what it does about an engine that is away.
    {"the engine is away", "le moteur est absent"},
    {"the engine has not answered yet", "le moteur n'a pas encore répondu"},
    {"refused by the engine", "refusé par le moteur"},
    {"the bridge is stopping", "la passerelle s'arrête"},
    {"it was stopped, and is not started again by itself", "il a été arrêté, et n'est pas relancé de lui-même"},
    {"it answered before; it is started by itself only when the bridge starts: start it by hand",
     "il répondait ; il n'est lancé de lui-même qu'au départ de la passerelle : lancez-le à la main"},
    {"another engine has the journal and does not answer yet; it is waited for",
     "un autre moteur tient le journal et ne répond pas encore ; il est attendu"},
    {"another bridge starts it", "une autre passerelle le lance"},
    {"a bridge before this one has started it as process {0}", "une passerelle d'avant l'a lancé, processus {0}"},
    {"this bridge cannot start it: {0}", "cette passerelle ne peut pas le lancer : {0}"},
    {"this bridge has started it, it does not answer yet", "cette passerelle l'a lancé, il ne répond pas encore"},
    {"it ended with code {0} at once and will be started again", "il s'est aussitôt arrêté (code {0}) et sera relancé"},
    {"it ended with code {0} at once{1}: see its log", "il s'est aussitôt arrêté (code {0}){1} : voir son journal"},
    {" (its settings cannot be used)", " (réglages inutilisables)"},
    {" (another program has its port)", " (un autre programme a son port)"},
    {" (the system cannot run it)", " (le système ne peut pas l'exécuter)"},
    {"it ended with code {0} and is not started again by itself", "il s'est arrêté (code {0}) et n'est pas relancé de lui-même"},
    {"the engine refuses the bridge's token: both need one CredentialsFolder",
     "le moteur refuse le jeton de la passerelle : il leur faut un même CredentialsFolder"},
    {"another program has the engine's port", "un autre programme a le port du moteur"},
    // Of the bridge: why a study only reads, or is refused.
    {"another chart publishes {0}", "un autre graphique publie {0}"},
    {"the chart's Trade and Current Quote Symbol is {0} and its own {1}: clear the one or change the other",
     "le Trade and Current Quote Symbol du graphique est {0}, son symbole {1} : videz l'un ou changez l'autre"},
    {"hello cannot be read", "hello illisible"},
    {"hello.instrument is empty", "hello.instrument est vide"},
    {"hello.newest_counter is {0}; at most {1} is possible", "hello.newest_counter est {0} ; {1} au plus"},
    {"the study speaks version {0}, the bridge version {1}", "l'étude parle la version {0}, la passerelle la version {1}"},
    {"epoch {0} belongs to another program: a study begins an epoch of its own", "l'époque {0} est à un autre programme"},
    {"{0} studies are connected already", "{0} études sont déjà connectées"},
    {"the token of this user's operate.token file does not stand before the first frame of this connection",
     "le jeton du fichier operate.token de cet utilisateur manque devant la première trame de cette liaison"},
    {"a frame of {0} bytes; at most {1} are allowed", "une trame de {0} octets ; {1} au plus"},
    {"body number {0} is unknown to this bridge", "corps {0} inconnu de cette passerelle"},
    {"a frame of {0} bytes has no body", "une trame de {0} octets est sans corps"},
    {"a frame of {0} bytes has more than one body", "une trame de {0} octets a plusieurs corps"},
    {"epoch is 0 in a frame with body {0}", "époque 0 dans une trame de corps {0}"},
    {"counter {0} does not fit body {1}", "le compteur {0} ne va pas au corps {1}"},
    {"the gap at counter {0} does not end there or ends before it begins", "le trou au compteur {0} ne finit pas là, ou avant son début"},
    {"a gap up to frame {0}, which no Hello has named", "un trou jusqu'à la trame {0}, que nul Hello n'a nommé"},
    {"a message of several parts; a frame has one", "un message en plusieurs parties ; une trame en a une"},
    {"{0} bytes that are not a StudyFrame", "{0} octets qui ne sont pas une StudyFrame"},
    // Of the engine: the same.
    {"the chart's Trade and Current Quote Symbol is {0} and its own {1}",
     "le Trade and Current Quote Symbol du graphique est {0}, son symbole {1}"},
    {"{0} has a position or an order of ours in account {1}, and the chart's is {2}: select that one until it is closed",
     "{0} a une position ou un ordre à nous sur le compte {1}, et celui du graphique est {2} : choisissez le premier jusqu'à la clôture"},
    {"the journal is of account {0}, and the chart's is {1}: select that one, or start the engine with another Journal:Directory",
     "le journal est du compte {0}, et celui du graphique est {1} : choisissez-le, ou un autre Journal:Directory"},
    {"the study {0} speaks protocol {1}, the engine {2} speaks {3}", "l'étude {0} parle le protocole {1}, le moteur {2} le {3}"},
    {"the study trades {0}, the engine {1}", "l'étude traite {0}, le moteur {1}"},
    {"{0}: the study's tick is {1} points, the engine's {2}", "{0} : le tick de l'étude est {1} points, celui du moteur {2}"},
    {"{0}: the study's tick is worth {1} USD, the engine's {2}", "{0} : le tick de l'étude vaut {1} USD, celui du moteur {2}"},
    {"the study's mode is {0}, the engine allows {1}", "le mode de l'étude est {0}, le moteur permet {1}"},
    {"the mode is {0}, and Sierra's trade simulation is off", "le mode est {0}, et la simulation de Sierra est coupée"},
    {"the mode is {0}, and Sierra's trade simulation is on", "le mode est {0}, et la simulation de Sierra est active"},
    {"the mode is {0}, and the chart's market is {1}", "le mode est {0}, et le marché du graphique est {1}"},
    {"the mode is {0}, and the account {1} is not in LiveAccounts", "le mode est {0}, et le compte {1} n'est pas dans LiveAccounts"},
    {"this epoch belongs to another program: a study begins an epoch of its own", "cette époque est à un autre programme"},
    // Of the study itself.
    {"another study, or an epoch of this one, still feeds the engine",
     "une autre étude, ou une époque de celle-ci, alimente encore le moteur"},
    {"the engine speaks protocol {0}, this study ({1}) speaks {2}", "le moteur parle le protocole {0}, cette étude ({1}) le {2}"},
    {"the chart has no tick size yet", "le graphique n'a pas encore de taille de tick"},
    {"'{0}' is no endpoint on this machine; write tcp://127.0.0.1:PORT",
     "'{0}' n'est pas une adresse de ce PC ; écrivez tcp://127.0.0.1:PORT"},
    {"there is no readable file operate.token in the user's folder MiaIa yet: start the bridge, which makes it",
     "pas encore de fichier operate.token lisible dans le dossier MiaIa de l'utilisateur : lancez la passerelle, qui le crée"},
    {"the file operate.token in the user's folder MiaIa is damaged: delete it and start bridge and engine again",
     "le fichier operate.token du dossier MiaIa de l'utilisateur est abîmé : effacez-le, relancez passerelle et moteur"},
    {"Windows' ws2_32.dll cannot be used; it is tried again every 30 seconds.",
     "ws2_32.dll de Windows est inutilisable ; nouvel essai toutes les 30 secondes."},
    {"the program at {0} {1}", "le programme à {0} {1}"},
    {"does not answer", "ne répond pas"},
    {"accepts the connection and then says nothing", "accepte la liaison puis ne dit rien"},
    {"is the study itself: nobody listens there, and TCP connected the socket with itself",
     "est l'étude elle-même : personne n'écoute là, TCP l'a reliée à elle-même"},
    {"does not speak ZMTP 3 (its first byte is {0})", "ne parle pas ZMTP 3 (son premier octet est {0})"},
    {"speaks ZMTP {0}, this study needs 3 or newer", "parle ZMTP {0}, il faut 3 ou plus récent"},
    {"wants the mechanism {0}, this study has NULL only", "veut le mécanisme {0}, cette étude n'a que NULL"},
    {"sends a READY that cannot be read", "envoie un READY illisible"},
    {"is a {0} socket, not the bridge's ROUTER", "est une prise {0}, pas le ROUTER de la passerelle"},
    {"breaks the protocol in its handshake", "rompt le protocole à la prise de contact"},
    {"breaks the protocol: its stream is out of step", "rompt le protocole : son flux est décalé"},
    {"refuses the connection with a ZMTP error", "refuse la liaison par une erreur ZMTP"},
    {"ends the connection with a ZMTP error", "termine la liaison par une erreur ZMTP"},
};

/// What bridge, engine or link say of each other, in the trader's language.
inline FixedText<320> OfLink(Language language, const char* text) {
    return language == Language::French ? FixedText<320>(SentenceOf(LinkForms, text).chars) : FixedText<320>(text);
}

}  // namespace miaia
