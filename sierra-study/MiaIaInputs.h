// The study's inputs: their numbers, names, defaults and a line of help each, in English and French. Sierra's window, docs/inputs.md and
// docs/inputs.fr.md are made of this one table, in its order.
#pragma once

#include "MiaIaText.h"
#include "MiaIaWords.h"

namespace miaia {

// Numbers of the inputs; they are saved in chartbooks, so a number is never given to another input. The order in Sierra's window is the
// table's.
constexpr int InputEndpoint = 0;
constexpr int InputMode = 1;
constexpr int InputBookDepth = 2;
constexpr int InputPanel = 3;
constexpr int InputConfirmedAccount = 4;
constexpr int InputPositionCeiling = 5;
constexpr int InputKill = 6;
constexpr int InputKillWholeSymbol = 7;
constexpr int InputLanguage = 8;
constexpr int InputInstrument = 9;
constexpr int InputLowestTier = 10;
constexpr int InputSignals = 11;
constexpr int InputBrackets = 12;
constexpr int InputFills = 13;
constexpr int InputPosition = 14;
constexpr int InputGamma = 15;
constexpr int InputFirstExpiry = 16;
constexpr int InputVwap = 17;
constexpr int InputProfile = 18;
constexpr int InputPanelPlace = 19;
constexpr int InputPanelFont = 20;
constexpr int InputFirstAlert = 21;  // to 27, in the order of AlertKind; the last kind came later
constexpr int InputBridgePath = 28;
constexpr int InputHistoryMinutes = 29;
constexpr int InputEngineAlert = 30;
constexpr int InputFirstMapping = 32;  // each mapping has InputsOfAMapping: source, name, rule, scale
constexpr int InputsOfAMapping = 4;
constexpr int Mappings = 8;
constexpr int InputCount = InputFirstMapping + Mappings * InputsOfAMapping;

/// The input of a kind of alert.
constexpr int InputOfAlert(int kind) {
    return InputFirstAlert + kind < InputBridgePath ? InputFirstAlert + kind : InputEngineAlert;
}

/// Of an input without a text Sierra's headers say "Unset"; no text that somebody chose is this one.
inline const char* TextThatWasSet(const char* text) {
    return text == nullptr || std::strcmp(text, "Unset") == 0 ? "" : text;
}

enum class InputKind : uint8_t { Text, Path, YesNo, Whole, Decimal, Choice, StudySubgraph };

struct InputRange {
    double value;
    double least;
    double most;
};

/// One input. A choice's texts are separated by semicolons, and it begins at the first.
struct InputRow {
    int number;
    InputKind kind;
    BothTexts name;
    BothTexts help;
    BothTexts choices;
    const char* text;
    InputRange range;
};

constexpr InputRow TextInput(int number, const char* text, BothTexts name, BothTexts help) {
    return {number, InputKind::Text, name, help, {}, text, {}};
}
constexpr InputRow PathInput(int number, BothTexts name, BothTexts help) {
    return {number, InputKind::Path, name, help, {}, "", {}};
}
constexpr InputRow YesNoInput(int number, int value, BothTexts name, BothTexts help) {
    return {number, InputKind::YesNo, name, help, {}, "", {static_cast<double>(value), 0, 1}};
}
constexpr InputRow WholeInput(int number, InputRange range, BothTexts name, BothTexts help) {
    return {number, InputKind::Whole, name, help, {}, "", range};
}
constexpr InputRow DecimalInput(int number, InputRange range, BothTexts name, BothTexts help) {
    return {number, InputKind::Decimal, name, help, {}, "", range};
}
constexpr InputRow ChoiceInput(int number, BothTexts choices, BothTexts name, BothTexts help) {
    return {number, InputKind::Choice, name, help, choices, "", {}};
}
constexpr InputRow SubgraphInput(int number, BothTexts name, BothTexts help) {
    return {number, InputKind::StudySubgraph, name, help, {}, "", {}};
}

constexpr InputRow InputRows[] = {
    ChoiceInput(
        InputLanguage, {"English;Francais", "English;Francais"}, {"Language of these inputs", "Langue de ces réglages"},
        {"English or French; names change at the next calculation.", "Anglais ou français ; les noms changent au prochain calcul."}),
    TextInput(InputEndpoint, "tcp://127.0.0.1:5557", {"Bridge endpoint", "Adresse de la passerelle"},
              {"Where the bridge listens: a numeric address of this machine and a port.",
               "Où la passerelle écoute : une adresse numérique de cette machine et un port."}),
    PathInput(InputBridgePath, {"Start the bridge: program", "Démarrer la passerelle : programme"},
              {"Started once, hidden, when nothing answers at the endpoint. Empty: never.",
               "Démarré une fois, caché, si rien ne répond à l'adresse. Vide : jamais."}),
    ChoiceInput(InputMode, {"Dry run;Sim;Live", "Dry run;Sim;Live"}, {"Mode", "Mode"},
                {"Dry run: no order call at all. Sim: only while Sierra's trade simulation is on. Live: real orders.",
                 "Dry run : aucun ordre. Sim : seulement si la simulation de Sierra est active. Live : ordres réels."}),
    TextInput(InputConfirmedAccount, "", {"I confirm live trading in account", "Je confirme le réel sur le compte"},
              {"Live only: must equal the selected trade account, letter by letter.",
               "Live seulement : doit être égal au compte choisi, lettre par lettre."}),
    WholeInput(
        InputPositionCeiling, {2, 1, 100}, {"Position ceiling in contracts", "Plafond de position en contrats"},
        {"Position and order together; an entry beyond it is refused.", "Position et ordre ensemble ; une entrée au-delà est refusée."}),
    YesNoInput(InputKill, 0, {"Kill button: no new order, flatten what is ours", "Arrêt d'urgence : aucun ordre, fermer ce qui est à nous"},
               {"Yes stops orders at once, closes what is ours and tells the engine, until a person sets No.",
                "Oui arrête les ordres, ferme ce qui est à nous et prévient le moteur, jusqu'à Non."}),
    YesNoInput(
        InputKillWholeSymbol, 0,
        {"A person's flatten closes the whole symbol", "La fermeture demandée par une personne vaut pour tout le symbole"},
        {"Yes: also what is not ours in this symbol and account.", "Oui : aussi ce qui n'est pas à nous dans ce symbole et ce compte."}),
    TextInput(InputInstrument, "", {"Instrument, where the symbol does not say it", "Instrument, si le symbole ne le dit pas"},
              {"ES, MES, NQ or MNQ. Empty: as the chart's symbol says.", "ES, MES, NQ ou MNQ. Vide : selon le symbole du graphique."}),
    WholeInput(InputBookDepth, {10, 1, 10}, {"Book depth in levels", "Profondeur du carnet en niveaux"},
               {"Levels a side that are sent to the engine.", "Niveaux par côté envoyés au moteur."}),
    WholeInput(InputHistoryMinutes, {1440, 0, 1440}, {"History read at the start, in minutes", "Historique lu au départ, en minutes"},
               {"Of Sierra's records, so that features are warm at once; a million trades at most. 0: none.",
                "Depuis les données de Sierra, pour être prêt aussitôt ; au plus un million d'échanges. 0 : rien."}),
    YesNoInput(InputSignals, 1, {"Show signals", "Afficher les signaux"},
               {"A marker by tier and direction with its text.", "Une marque par niveau et direction, avec son texte."}),
    ChoiceInput(InputLowestTier, {"WEAK;GOOD;STRONG;PREMIUM", "WEAK;GOOD;STRONG;PREMIUM"},
                {"Show signals from tier", "Afficher les signaux dès le niveau"},
                {"What is weaker is not drawn; it rings no less.", "Ce qui est plus faible n'est pas dessiné, mais sonne."}),
    YesNoInput(InputBrackets, 1, {"Show stop and target of signals", "Afficher stop et objectif des signaux"},
               {"While a signal lives.", "Tant que le signal vit."}),
    YesNoInput(InputFills, 1, {"Show fills", "Afficher les exécutions"},
               {"As Sierra's list has them, the newest 64.", "Selon la liste de Sierra, les 64 dernières."}),
    YesNoInput(InputPosition, 1, {"Show position, its stop and its target", "Afficher la position, son stop et son objectif"},
               {"As Sierra has them.", "Comme Sierra les connaît."}),
    YesNoInput(InputGamma, 1, {"Show gamma levels", "Afficher les niveaux de gamma"},
               {"Walls, zero gamma and absolute gamma, placed in this contract, with age and coverage.",
                "Murs, gamma zéro et gamma absolu, placés dans ce contrat, avec âge et couverture."}),
    YesNoInput(InputFirstExpiry, 1, {"Show gamma levels of the first expiry", "Afficher les niveaux de la première échéance"},
               {"Beside those of the whole chain.", "À côté de ceux de toute la chaîne."}),
    YesNoInput(InputVwap, 1, {"Show VWAP and bands", "Afficher VWAP et bandes"},
               {"The session's VWAP with one and two standard deviations.", "Le VWAP de la séance, à un et deux écarts types."}),
    YesNoInput(InputProfile, 1, {"Show point of control and value area", "Afficher point de contrôle et zone de valeur"},
               {"Of the trading day.", "De la journée."}),
    YesNoInput(InputPanel, 1, {"Show status panel", "Afficher le panneau d'état"},
               {"State, score, why or why not now, ages, position.", "État, score, pourquoi ou pourquoi pas, âges, position."}),
    ChoiceInput(InputPanelPlace, {"Top left;Top right;Bottom left;Bottom right", "Haut gauche;Haut droite;Bas gauche;Bas droite"},
                {"Panel's corner", "Coin du panneau"}, {"In the price region.", "Dans la région des prix."}),
    WholeInput(InputPanelFont, {9, 6, 40}, {"Panel's font size", "Taille du texte du panneau"},
               {"In points; smaller where the chart has no room for it.", "En points ; plus petit si le graphique manque de place."}),
    WholeInput(InputFirstAlert, {0, 0, 150}, {"Alert sound: WEAK signal", "Alerte : signal WEAK"},
               {"Number of Sierra's alert, 1 to 150; 0 is none.", "Numéro de l'alerte de Sierra, 1 à 150 ; 0 : aucune."}),
    WholeInput(InputFirstAlert + 1, {1, 0, 150}, {"Alert sound: GOOD signal", "Alerte : signal GOOD"},
               {"Number of Sierra's alert; 0 is none.", "Numéro de l'alerte de Sierra ; 0 : aucune."}),
    WholeInput(InputFirstAlert + 2, {1, 0, 150}, {"Alert sound: STRONG signal", "Alerte : signal STRONG"},
               {"Number of Sierra's alert; 0 is none.", "Numéro de l'alerte de Sierra ; 0 : aucune."}),
    WholeInput(InputFirstAlert + 3, {2, 0, 150}, {"Alert sound: PREMIUM signal", "Alerte : signal PREMIUM"},
               {"Number of Sierra's alert; 0 is none.", "Numéro de l'alerte de Sierra ; 0 : aucune."}),
    WholeInput(InputFirstAlert + 4, {3, 0, 150}, {"Alert sound: halt", "Alerte : arrêt du moteur"},
               {"Number of Sierra's alert; 0 is none.", "Numéro de l'alerte de Sierra ; 0 : aucune."}),
    WholeInput(InputFirstAlert + 5, {3, 0, 150}, {"Alert sound: nothing from the bridge", "Alerte : passerelle muette"},
               {"After three seconds, or when the market's time goes back. 0 is none.",
                "Après trois secondes, ou quand l'heure du marché recule. 0 : aucune."}),
    WholeInput(InputFirstAlert + 6, {4, 0, 150}, {"Alert sound: position without stop", "Alerte : position sans stop"},
               {"After one second. Number of Sierra's alert; 0 is none.", "Après une seconde. Numéro de l'alerte de Sierra ; 0 : aucune."}),
    WholeInput(InputEngineAlert, {0, 0, 150}, {"Alert sound: alert of the engine", "Alerte : alerte du moteur"},
               {"Once for each that the panel shows, again when it becomes more serious; never in a replay. 0 is none.",
                "Une fois pour chacune que le panneau montre, encore si elle s'aggrave ; jamais en rejeu. 0 : aucune."}),
};

/// The inputs of one mapping of another study's subgraph to a pattern; %d is the mapping's number, from 1.
constexpr InputRow MappingRows[InputsOfAMapping] = {
    SubgraphInput(0, {"Pattern %d: study and subgraph", "Motif %d : étude et sous-graphique"},
                  {"Read at each closed bar.", "Lu à chaque barre fermée."}),
    TextInput(1, "", {"Pattern %d: name", "Motif %d : nom"},
              {"The engine's name: lower case letters, digits, underscores. Empty: this mapping is off.",
               "Nom pour le moteur : minuscules, chiffres, tirets bas. Vide : inactif."}),
    ChoiceInput(2,
                {"Sign;Sign reversed;Always LONG;Always SHORT;Value only", "Signe;Signe inverse;Toujours LONG;Toujours SHORT;Valeur seule"},
                {"Pattern %d: direction", "Motif %d : direction"},
                {"What a value other than 0 means. Value only: shown by the engine, never counted.",
                 "Ce que dit une valeur autre que 0. Valeur seule : montrée, jamais comptée."}),
    DecimalInput(
        3, {1, 0.000001, 1000000000}, {"Pattern %d: full strength at", "Motif %d : force entière à"},
        {"The strength is the value's size over this, at most 1.", "La force est la taille de la valeur divisée par ceci, au plus 1."}),
};

/// Calls visit(number, row, name, help) for each input, in the order of Sierra's window, with the texts of a language.
template <class Visit>
void ForEachInput(Language language, Visit visit) {
    const int of = static_cast<int>(language);
    for (const InputRow& row : InputRows)
        visit(row.number, row, row.name.in[of], row.help.in[of]);
    for (int mapping = 0; mapping < Mappings; ++mapping)
        for (const InputRow& row : MappingRows) {
            FixedText<80> name;
            name.AppendFormat(row.name.in[of], mapping + 1);
            visit(InputFirstMapping + mapping * InputsOfAMapping + row.number, row, name.chars, row.help.in[of]);
        }
}

}  // namespace miaia
