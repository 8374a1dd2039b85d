// The engine's alerts in French, as the page says them: severity, kind, and texts with values in them. A test of the engine holds the
// tables to the page's. What has no French stays as it came.
#pragma once

#include "MiaIaWordsOfEngine.h"

namespace miaia {

/// An alert begins with severity, kind and subject, and what is so stands behind a colon. Its subject may be an instrument, or something of
/// one, such as a feature.
inline bool IsOfAnotherInstrument(const char* alert, const char* own) {
    static const char* const instruments[] = {"ES", "MES", "NQ", "MNQ"};
    const char* subject = alert;
    for (int words = 0; words < 2; ++words) {
        subject += std::strcspn(subject, " :");
        if (*subject != ' ')
            return false;
        ++subject;
    }
    const size_t length = std::strcspn(subject, " :");
    for (const char* const instrument : instruments)
        if (std::strlen(instrument) == length && std::strncmp(instrument, subject, length) == 0)
            return std::strcmp(instrument, own) != 0;
    return false;
}

inline bool IsCritical(const char* alert) {
    return std::strncmp(alert, "CRITICAL ", 9) == 0;
}

constexpr EngineWord AlertNames[] = {
    {"INFORMATION", "INFORMATION"},
    {"WARNING", "AVERTISSEMENT"},
    {"ERROR", "ERREUR"},
    {"CRITICAL", "CRITIQUE"},
    {"test", "essai"},
    {"surge", "alertes en rafale"},
    {"channel_failing", "canal d'alerte en échec"},
    {"latency_high", "latence élevée"},
    {"no_volume", "aucun volume"},
    {"stale_feed", "flux périmé"},
    {"clock_off", "horloge décalée"},
    {"ibkr_error", "erreur IBKR"},
    {"index_invalid", "indice invalide"},
    {"contract_unknown", "contrat inconnu"},
    {"premium_signal", "signal premium"},
    {"feature_dead", "facteur muet"},
    {"feature_saturated", "facteur saturé"},
    {"gate_inert", "porte inerte"},
    {"gate_strangling", "porte étouffante"},
    {"limit_reached", "limite atteinte"},
    {"naked_position", "position sans stop"},
    {"disk_low", "disque presque plein"},
    {"journal_failing", "journal en échec"},
    {"certificate_ends", "certificat bientôt expiré"},
    {"halted", "arrêté"},
    {"reconnected", "reconnecté"},
};

// {0} to {4} stand for values, in which a text may be hidden that has French of its own. The first form that fits counts.
constexpr EngineWord AlertForms[] = {
    {"{0} more in a minute: {1}; the most serious: {2}", "{0} de plus en une minute : {1} ; la plus grave : {2}"},
    {"messages do not arrive: {0}", "les messages n'arrivent pas : {0}"},
    {"no value for {0} of regular hours: {1}", "aucune valeur depuis {0} de séance : {1}"},
    {"exactly {0} for {1} of regular hours", "exactement {0} depuis {1} de séance"},
    {"{0} for {1} min of regular hours", "{0} depuis {1} min de séance"},
    {"never refused in {0} judgements and more: {1}", "aucun refus en {0} jugements et plus : {1}"},
    {"refused {0} of {1} signals", "{0} signaux refusés sur {1}"},
    {"did not know its figure in {0} judgements", "chiffre inconnu lors de {0} jugements"},
    {"{0}; no entries; {1} lots of ours are open", "{0} ; pas d'entrée ; {1} lots à nous sont ouverts"},
    {"{0}; no entries; {1} lot of ours is open", "{0} ; pas d'entrée ; {1} lot à nous est ouvert"},
    {"{0}; no entries", "{0} ; pas d'entrée"},
    {"{0}, last heard {1} s ago", "{0}, entendu il y a {1} s"},
    {"no study is attached", "aucune étude n'est attachée"},
    {"the study or its book is silent", "l'étude ou son carnet est muet"},
    {"{0}, after {1} s", "{0}, après {1} s"},
    {"the study is attached again", "l'étude est de nouveau attachée"},
    {"the Gateway delivers again", "le Gateway livre de nouveau"},
    {"market time and this PC's clock differ by 2 s or more; no signals until they agree",
     "l'heure du marché et celle de ce PC diffèrent de 2 s ou plus ; aucun signal d'ici là"},
    {"{0} MB are left on the disk of: {1}", "il reste {0} Mo sur le disque de : {1}"},
    {"the engine's certificate ends at {0} UTC, in {1} days", "le certificat du moteur expire le {0} UTC, dans {1} jours"},
    {"the engine's certificate ended at {0} UTC: nobody new gets in",
     "le certificat du moteur a expiré le {0} UTC : personne de nouveau n'entre"},
    {"the journal cannot be written: {0}; halted", "le journal ne peut pas être écrit : {0} ; arrêté"},
    {"PREMIUM {0}, C {1}, at {2}, signal {3}", "PREMIUM {0}, C {1}, à {2}, signal {3}"},
    {"from the study to the engine up to {0} ms, above {1} ms in {2} of the last {3} s",
     "de l'étude au moteur jusqu'à {0} ms, plus de {1} ms pendant {2} des {3} dernières s"},
    {"{0} lots of ours, {1} of them with a working stop, for {2} s", "{0} lots à nous, dont {1} avec un stop en place, depuis {2} s"},
    {"{0} lot of ours without a working stop, for {1} s", "{0} lot à nous sans stop en place, depuis {1} s"},
    {"{0}; the score goes on without the options' features", "{0} ; le score continue sans les facteurs d'options"},
    {"the feed is {0}", "flux {0}"},
    {"no value has come", "aucune valeur reçue"},
    {"the newest value, {0}, is {1} s old", "la dernière valeur, {0}, date de {1} s"},
    {"the day's loss limit of {0} $ is reached; realised {1} $", "la limite de perte du jour de {0} $ est atteinte ; réalisé {1} $"},
    {"{0} of {1} trades of the day are made", "{0} des {1} trades du jour sont faits"},
    {"too many entry commands in a short time; halted until a person resumes",
     "trop d'ordres d'entrée en peu de temps ; arrêté jusqu'à une reprise"},
    {"nothing has traded for {0} s in regular hours; no entries (NO_VOLUME) until it does",
     "rien ne s'est échangé depuis {0} s en séance ; aucune entrée (NO_VOLUME) d'ici là"},
    {"{0}: {1} (link {2})", "{0} : {1} (liaison {2})"},
    {"IBKR knows no such contract (200), and it is wanted; it is asked for again",
     "IBKR ne connaît pas ce contrat (200), alors qu'il est voulu ; il est redemandé"},
};

/// The values of a text that was made after a form.
struct FormValues {
    static constexpr int Capacity = 5;
    const char* at[Capacity] = {};
    size_t length[Capacity] = {};

    /// False where the text was made after another form. Each value ends where the words behind it begin first.
    bool Read(const char* form, const char* text) {
        while (*form != 0) {
            if (*form != '{') {
                if (*form++ != *text++)
                    return false;
                continue;
            }
            const int place = form[1] - '0';
            form += 3;
            const size_t words = std::strcspn(form, "{");
            const char* end = text + std::strlen(text);
            if (words != 0)
                end = FindWords(text, form, words);
            if (end == nullptr || place < 0 || place >= Capacity)
                return false;
            at[place] = text;
            length[place] = static_cast<size_t>(end - text);
            text = end;
        }
        return *text == 0;
    }

private:
    /// The last words of a form end the text.
    static const char* FindWords(const char* text, const char* words, size_t length) {
        const size_t left = std::strlen(text);
        if (left < length)
            return nullptr;
        if (words[length] == 0)
            return std::memcmp(text + left - length, words, length) == 0 ? text + left - length : nullptr;
        for (; *text != 0; ++text)
            if (std::strncmp(text, words, length) == 0)
                return text;
        return nullptr;
    }
};

/// A text that was made after one of these forms, in French. A value may be such a text itself, and have one in it.
template <size_t Forms>
FixedText<256> SentenceOf(const EngineWord (&forms)[Forms], const char* text, int values_within = 2) {
    FixedText<256> said;
    for (const EngineWord& form : forms) {
        FormValues values;
        if (!values.Read(form.engine, text))
            continue;
        for (const char* at = form.french; *at != 0;) {
            if (*at != '{') {
                const size_t words = std::strcspn(at, "{");
                said.Append(at, words);
                at += words;
                continue;
            }
            const int place = at[1] - '0';
            FixedText<256> value;
            value.Assign(values.at[place], values.length[place]);
            said.Append(values_within == 0 ? value.chars : SentenceOf(forms, value.chars, values_within - 1).chars);
            at += 3;
        }
        return said;
    }
    said = OfEngine<256>(Language::French, text);
    return said;
}

/// An alert as the engine says it: severity, kind, subject where it has one, and behind a colon what is so.
inline FixedText<256> AlertOfEngine(Language language, const char* alert) {
    const char* const colon = std::strstr(alert, ": ");
    if (language != Language::French || colon == nullptr)
        return FixedText<256>(alert);
    FixedText<256> said;
    int place = 0;
    for (const char* at = alert; at < colon; ++place) {
        const size_t rest = static_cast<size_t>(colon - at);
        const size_t word = std::strcspn(at, " ");
        const size_t length = word < rest ? word : rest;
        const char* french = nullptr;
        for (const EngineWord& name : AlertNames)
            if (place < 2 && std::strlen(name.engine) == length && std::strncmp(name.engine, at, length) == 0)
                french = name.french;
        said.Append(place == 0 ? "" : " ");
        french != nullptr ? said.Append(french) : said.Append(at, length);
        at += length < rest ? length + 1 : length;
    }
    said.Append(" : ");
    said.Append(SentenceOf(AlertForms, colon + 2).chars);
    return said;
}

}  // namespace miaia
