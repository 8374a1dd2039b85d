// When the study opens its link to the bridge, and with which token.
#pragma once

#include "MiaIaCredential.h"
#include "MiaIaText.h"

namespace miaia {

/// A link opens itself again after a lost connection; this is for the first time, for another endpoint, and for another token.
/// Token is Credential, or what stands for it where there is no user.
template <class Token>
class LinkOpener {
public:
    void OpenAtOnce() { next_ = 0; }

    /// The bridge has refused the token: the file may hold another one soon.
    void OpenSoon(int64_t steady_now) { next_ = steady_now + CredentialEveryNanos; }

    template <class Link>
    void OpenWhenDue(Link& link, const char* endpoint, int64_t steady_now, ProblemText& problem, LogLines& log) {
        if (link.IsOpen() || steady_now < next_)
            return;
        FixedText<320> why;
        const bool may_speak = credential_.Load(why);
        next_ = steady_now + (may_speak ? ReopenEveryNanos : CredentialEveryNanos);
        if (may_speak) {
            link.Introduce(credential_.token.chars);
            link.Open(endpoint, why);
        }
        problem.Is(why.chars, log);
    }

private:
    static constexpr int64_t CredentialEveryNanos = 2LL * 1000000000;
    static constexpr int64_t ReopenEveryNanos = 30LL * 1000000000;
    Token credential_;
    int64_t next_ = 0;
};

/// Says once that the bridge has fallen silent, and that it is back.
class StaleTold {
public:
    void Look(bool stale, const char* endpoint, LogLines& log) {
        if (stale != was_stale_)
            log.Add(stale ? "MIA IA: STALE, nothing has come from the bridge at %s for 3 s; data is kept meanwhile."
                          : "MIA IA: the bridge at %s is back.",
                    endpoint);
        was_stale_ = stale;
    }

private:
    bool was_stale_ = false;
};

}  // namespace miaia
