// A user's folder of tokens for one test.
#pragma once

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace miaia::tests {

struct TokenFolder {
    static constexpr const char* Variable = "MIAIA_CREDENTIALS_FOLDER";
    std::filesystem::path folder;
    std::string token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    TokenFolder() {
        std::string name = std::filesystem::temp_directory_path() / "miaia-token-XXXXXX";
        folder = mkdtemp(name.data());
        setenv(Variable, folder.c_str(), 1);
        Write(token);
    }
    TokenFolder(const TokenFolder&) = delete;
    TokenFolder& operator=(const TokenFolder&) = delete;
    ~TokenFolder() {
        unsetenv(Variable);
        std::filesystem::remove_all(folder);
    }

    void Write(const std::string& text) { std::ofstream(folder / "operate.token", std::ios::binary) << text; }
    void Remove() { std::filesystem::remove(folder / "operate.token"); }
};

}  // namespace miaia::tests
