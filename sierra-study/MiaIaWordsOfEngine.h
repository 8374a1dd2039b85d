// The engine's own names and fixed reasons in French. In English they stand on the chart as they come over the wire: settings, reports and
// docs have the same words. A test of the engine holds that no name and no reason of its own is missing here; the page is built from this
// table, too.
#pragma once

#include "MiaIaText.h"
#include "MiaIaView.h"

namespace miaia {

struct EngineWord {
    const char* engine;
    const char* french;
};

constexpr EngineWord EngineWords[] = {
    // Features.
    {"gamma_levels_proximity", "niveaux gamma proches"},
    {"volume_confirmation", "volume confirme"},
    {"vwap_trend_signal", "tendance VWAP"},
    {"sierra_pattern_strength", "figures"},
    {"mtf_confluence_score", "unités de temps"},
    {"smart_money_strength", "gros ordres"},
    {"order_book_imbalance", "déséquilibre du carnet"},
    {"options_flow_bias", "flux d'options"},
    {"vwap_bands_signal", "bandes VWAP"},
    {"volume_imbalance_signal", "déséquilibre de volume"},
    // Gates.
    {"tier_held", "niveau tenu"},
    {"coverage", "couverture"},
    {"trades_fresh", "échanges récents"},
    {"book_fresh", "carnet récent"},
    {"rearmed", "réarmé"},
    {"not_halted", "non arrêté"},
    {"live", "flux en direct"},
    {"session_open", "séance ouverte"},
    {"levels_stand", "niveaux établis"},
    // Why a signal ended.
    {"weakened", "affaibli"},
    {"flipped", "retourné"},
    {"expired", "expiré"},
    {"stale", "périmé"},
    // Why entries wait, or are halted.
    {"stale_feed", "flux périmé"},
    {"reconciling", "rapprochement en cours"},
    {"replay", "rejeu"},
    {"clock_off", "horloge décalée"},
    {"daily_loss", "perte du jour atteinte"},
    {"kill", "coupé"},
    {"runaway", "trop d'entrées"},
    {"person", "par une personne"},
    {"engine", "par le moteur"},
    // What refused a signal.
    {"HALTED", "arrêté"},
    {"STALE_FEED", "flux périmé"},
    {"COVERAGE", "couverture"},
    {"CONTRACT_GUARD", "contrat"},
    {"SESSION", "horaires"},
    {"SPREAD", "écart"},
    {"PRICE_COLLAR", "garde de prix"},
    {"BOOK_UNSOUND", "carnet incohérent"},
    {"NO_VOLUME", "aucun volume"},
    {"SIZE_ZERO", "taille nulle"},
    {"POSITION_CEILING", "plafond de position"},
    {"POSITION_OPEN", "position ouverte"},
    {"OPPOSITE_POSITION", "position inverse"},
    {"DAILY_LOSS", "perte du jour"},
    {"TRADES_OF_DAY", "nombre de trades du jour"},
    {"MARGIN", "marge"},
    {"LOSS_COOLDOWN", "pause après perte"},
    {"LOSS_LEVEL", "niveau d'une perte"},
    {"RUNAWAY", "trop d'entrées"},
    {"RECONCILING", "rapprochement en cours"},
    {"MODE_MISMATCH", "mode différent"},
    {"BRACKET_INVALID", "encadrement invalide"},
    // What keeps the study itself from orders.
    {"dry_run", "à blanc"},
    {"no_symbol", "graphique sans symbole"},
    {"trade_symbol", "ordres sur un autre symbole"},
    {"simulation_off", "simulation de Sierra coupée"},
    {"simulation_on", "simulation de Sierra active"},
    {"account_not_confirmed", "compte non confirmé"},
    {"label", "données fabriquées ou rejouées"},
    {"downloading", "téléchargement en cours"},
    {"recalculating", "recalcul en cours"},
    {"locked", "ordres verrouillés dans Sierra"},
    {"auto_trading_off", "trading automatique coupé"},
    {"server_disconnected", "Sierra hors ligne"},
    // Why a feature says nothing, or what is to be known of it.
    {"the study is stale: no message and no heartbeat for 3 s", "étude muette depuis 3 s"},
    {"the book is stale: no snapshot and no heartbeat for 3 s", "carnet muet depuis 3 s"},
    {"no book yet", "pas encore de carnet"},
    {"the book is crossed, locked or one-sided", "carnet croisé, bloqué ou d'un seul côté"},
    {"under 30 sound seconds of depth", "moins de 30 s de carnet cohérent"},
    {"under 11 minutes of trades", "moins de 11 minutes d'échanges"},
    {"too few contracts in the last 60 s", "trop peu de contrats en 60 s"},
    {"under 30 bars of either anchor", "moins de 30 barres depuis un ancrage"},
    {"under 21 bars of two timeframes", "moins de 21 barres de deux unités de temps"},
    {"too few bars for the VWAP bands (39 with windows of 20 bars)", "trop peu de barres pour les bandes VWAP"},
    {"the exchange calendar does not know this day", "jour inconnu du calendrier de la bourse"},
    {"Globex anchor", "ancrage Globex"},
    {"between both anchors", "entre les deux ancrages"},
    {"regular anchor", "ancrage de la séance"},
    {"1 and 5 minutes", "1 et 5 minutes"},
    {"1, 5 and 15 minutes", "1, 5 et 15 minutes"},
    {"no option chain is listed", "aucune chaîne d'options"},
    {"the options feed is down", "flux d'options coupé"},
    {"the options are delayed or frozen", "options différées ou figées"},
    {"replayed or made-up options do not serve beside a live chart", "options rejouées ou fabriquées, graphique en direct"},
    {"open interest is missing or older than one trading day", "positions ouvertes absentes ou de plus d'un jour"},
    {"no fresh implied volatility", "aucune volatilité implicite récente"},
    {"the option chain is not fitted yet", "chaîne d'options pas encore calculée"},
    {"every listed expiry has settled", "toutes les échéances sont passées"},
    {"chain coverage is under 0.80", "couverture de la chaîne sous 0.80"},
    {"no basis yet: under 10 index prints beside a sound book", "pas encore de base : moins de 10 cours de l'indice"},
    {"the volatility index is missing or older than 15 minutes", "indice de volatilité absent ou de plus de 15 minutes"},
    {"the volatility index is not within 5 to 100", "indice de volatilité hors de 5 à 100"},
    {"under 14 bars", "moins de 14 barres"},
    {"no fresh option volume", "aucun volume d'options récent"},
    {"no put or no call traded today", "aucun put ou aucun call échangé aujourd'hui"},
    {"neither 20 stored days nor 30 minutes of put/call", "ni 20 jours ni 30 minutes de put/call"},
    {"under 15 minutes of option trades", "moins de 15 minutes d'échanges d'options"},
    {"replayed or made-up options", "options rejouées ou fabriquées"},
    {"QQQ options serve", "options QQQ en remplacement"},
    {"under 20 bars, and the study has pushed no pattern", "moins de 20 barres, et aucune figure de l'étude"},
    {"under 5 minutes of trades", "moins de 5 minutes d'échanges"},
    {"under 19 closed bars since the start or a gap", "moins de 19 barres depuis le début ou un trou"},
    {"under 0.80 of the chain's open interest has arrived", "moins de 0.80 des positions ouvertes reçues"},
};

/// Of the engine, in French; nullptr for what is no word of its own.
inline const char* FrenchOf(const char* text, size_t length) {
    for (const EngineWord& word : EngineWords)
        if (std::strncmp(word.engine, text, length) == 0 && word.engine[length] == 0)
            return word.french;
    return nullptr;
}

/// What the engine says, in the trader's language: a name or a reason of its own, or several codes behind each other, perhaps with an
/// explanation behind a colon. What a person has written, and whatever else is not wholly its own, stays as it is.
template <size_t Capacity = 128>
FixedText<Capacity> OfEngine(Language language, const char* text) {
    const FixedText<Capacity> unchanged(text);
    if (language != Language::French)
        return unchanged;
    if (const char* const whole = FrenchOf(text, std::strlen(text)))
        return FixedText<Capacity>(whole);
    FixedText<Capacity> said;
    for (const char* at = text;;) {
        const size_t length = std::strcspn(at, " ,:");
        const char* const french = length == 0 ? nullptr : FrenchOf(at, length);
        if (french == nullptr)
            return unchanged;
        said.Append(french);
        at += length;
        if (*at == 0)
            return said;
        if (*at == ':') {
            said.Append(" ");
            said.Append(at);
            return said;
        }
        at += *at == ',' ? 1 : 0;
        at += *at == ' ' ? 1 : 0;
        said.Append(", ");
    }
}

/// A gate's value and limit, such as "0.32 (limit 0.7)".
inline FixedText<80> DetailOfEngine(Language language, const char* detail) {
    static const char english[] = "(limit ";
    const char* const limit = language == Language::French ? std::strstr(detail, english) : nullptr;
    if (limit == nullptr)
        return FixedText<80>(detail);
    FixedText<80> said;
    said.Append(detail, static_cast<size_t>(limit - detail));
    said.Append("(limite ");
    said.Append(limit + sizeof english - 1);
    return said;
}

}  // namespace miaia
