// The token that proves to the bridge that this study belongs to the same user: a file that only he can read, made by the bridge or the
// engine when one of them starts for the first time.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <exception>
// Sierra's headers have macros of these names, and <random> has functions.
#undef min
#undef max
#include <random>

#include "MiaIaText.h"

#ifdef _WIN32
#include <cwchar>
#endif

namespace miaia {

/// Known to nobody else, so that no other program goes on with this study's epoch; 0 = none where the system gives no random numbers.
inline uint64_t RandomSecret() {
    try {
        std::random_device device;
        return (static_cast<uint64_t>(device()) << 32) | device() | 1;
    } catch (const std::exception&) {
        return 0;
    }
}

/// The token for operating, read from the user's folder, or from the folder that the variable MIAIA_CREDENTIALS_FOLDER names.
struct Credential {
    static constexpr size_t Characters = 64;  // lower-case hexadecimal digits
    FixedText<Characters + 1> token;

    /// False with the reason when there is no such file or it holds something else.
    bool Load(FixedText<320>& why) {
        char bytes[Characters + 1];
        std::FILE* const file = OpenFile();
        const size_t count = file == nullptr ? 0 : std::fread(bytes, 1, sizeof bytes, file);
        if (file != nullptr)
            std::fclose(file);
        token.Clear();
        why.Clear();
        if (file == nullptr)
            why.Assign("there is no readable file operate.token in the user's folder MiaIa yet: start the bridge, which makes it");
        else if (!IsToken(bytes, count))
            why.Assign("the file operate.token in the user's folder MiaIa is damaged: delete it and start bridge and engine again");
        else
            token.AppendFormat("%.*s", static_cast<int>(Characters), bytes);
        return !token.Empty();
    }

private:
    /// With or without the end of a line.
    static bool IsToken(const char* bytes, size_t count) {
        if (count < Characters || (count > Characters && bytes[Characters] != '\n' && bytes[Characters] != '\r'))
            return false;
        for (size_t i = 0; i < Characters; ++i) {
            if (!(bytes[i] >= '0' && bytes[i] <= '9') && !(bytes[i] >= 'a' && bytes[i] <= 'f'))
                return false;
        }
        return true;
    }

#ifdef _WIN32
    // In wide characters: a user's name may hold any of them.
    static std::FILE* OpenFile() {
        wchar_t path[600];
        const wchar_t* const given = _wgetenv(L"MIAIA_CREDENTIALS_FOLDER");
        const wchar_t* const usual = _wgetenv(L"LOCALAPPDATA");
        int length = -1;
        if (given != nullptr && given[0] != 0)
            length = std::swprintf(path, 600, L"%ls\\operate.token", given);
        else if (usual != nullptr)
            length = std::swprintf(path, 600, L"%ls\\MiaIa\\operate.token", usual);
        return length < 0 ? nullptr : _wfopen(path, L"rb");
    }
#else
    static std::FILE* OpenFile() {
        FixedText<600> path;
        const char* const given = std::getenv("MIAIA_CREDENTIALS_FOLDER");
        const char* const data = std::getenv("XDG_DATA_HOME");
        const char* const home = std::getenv("HOME");
        if (given != nullptr && given[0] != 0)
            path.AppendFormat("%s/operate.token", given);
        else if (data != nullptr && data[0] != 0)
            path.AppendFormat("%s/MiaIa/operate.token", data);
        else if (home != nullptr)
            path.AppendFormat("%s/.local/share/MiaIa/operate.token", home);
        return path.Empty() ? nullptr : std::fopen(path.chars, "rb");
    }
#endif
};

/// Where a study gets what others must not guess.
struct UserSecrets {
    typedef Credential Token;
    static uint64_t Random() { return RandomSecret(); }
};

}  // namespace miaia
