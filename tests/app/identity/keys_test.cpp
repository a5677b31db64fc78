#include "app/identity/keys.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/app/identity/identity_fixture.h"

namespace lini::test {
namespace {

namespace fs = std::filesystem;

unsigned mode_of(const fs::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 0777;
}

void write(const fs::path& path, const std::string& text, mode_t mode) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    REQUIRE(::chmod(path.c_str(), mode) == 0);
}

template <typename T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.error().code;
}

TEST_CASE("the pepper is made once, for its owner only, and stays") {
    const TestFolder data("pepper");
    const auto first = open_pepper(data.path(), system_random);
    REQUIRE(first);
    CHECK(first->key.size() == kPepperBytes);
    CHECK(mode_of(data.path() / "keys" / "pepper") == 0600);
    CHECK(mode_of(data.path() / "keys") == 0700);
    const auto second = open_pepper(data.path(), counting_random);
    REQUIRE(second);
    CHECK(first->key.view() == second->key.view());
    CHECK(std::distance(fs::directory_iterator(data.path() / "keys"), {}) == 1);
}

TEST_CASE("a key that others may read is refused and not mended in silence") {
    const TestFolder data("shared");
    REQUIRE(open_pepper(data.path(), system_random));
    const fs::path file = data.path() / "keys" / "pepper";
    for (const mode_t mode : {0640U, 0604U, 0660U, 0610U}) {
        REQUIRE(::chmod(file.c_str(), mode) == 0);
        CHECK(code_of(open_pepper(data.path(), system_random)) == "key_readable_by_others");
        CHECK(mode_of(file) == mode);
    }
    REQUIRE(::chmod(file.c_str(), 0400) == 0);
    CHECK(open_pepper(data.path(), system_random));
}

TEST_CASE("a key that is cut, grown, or no plain file is refused and never replaced") {
    const TestFolder data("damaged");
    const fs::path file = data.path() / "key";
    write(file, std::string(31, 'k'), 0600);
    CHECK(code_of(read_or_create_key(file, 32, system_random)) == "key_damaged");
    CHECK(fs::file_size(file) == 31);
    write(file, std::string(33, 'k'), 0600);
    CHECK(code_of(read_or_create_key(file, 32, system_random)) == "key_damaged");
    write(file, "", 0600);
    CHECK(code_of(read_or_create_key(file, 32, system_random)) == "key_damaged");
    fs::remove(file);
    CHECK(code_of(read_key(file, 32)) == "key_missing");
    fs::create_directory(file);
    CHECK_FALSE(read_or_create_key(file, 32, system_random));
    const fs::path target = data.path() / "target";
    const fs::path alias = data.path() / "alias";
    write(target, std::string(32, 'k'), 0600);
    fs::create_symlink(target, alias);
    CHECK(code_of(read_key(alias, 32)) == "key_damaged");
    CHECK(read_key(target, 32));
}

TEST_CASE("an error about a key does not hold the key") {
    const TestFolder data("quiet");
    const fs::path file = data.path() / "key";
    write(file, "secretsecret", 0600);
    const auto key = read_key(file, 32);
    REQUIRE_FALSE(key);
    CHECK(key.error().detail.find("secretsecret") == std::string::npos);
}

TEST_CASE("a secret that IT wrote is its first line") {
    const TestFolder data("text");
    const fs::path file = data.path() / "erp";
    write(file, "whsec_abc\r\n", 0600);
    const auto secret = read_secret_text(file);
    REQUIRE(secret);
    CHECK(secret->view() == "whsec_abc");
    write(file, "\nwhsec_abc\n", 0600);
    CHECK(code_of(read_secret_text(file)) == "key_damaged");
    write(file, std::string(5000, 'x'), 0600);
    CHECK(code_of(read_secret_text(file)) == "key_damaged");
    write(file, "whsec_abc\n", 0644);
    CHECK(code_of(read_secret_text(file)) == "key_readable_by_others");
}

TEST_CASE("a signature of the terminal's key holds for its message only") {
    const TestFolder data("terminal");
    const auto key = open_terminal_key(data.path(), system_random);
    REQUIRE(key);
    const std::string signature = key->sign("head 42");
    CHECK(signature.size() == 64);
    CHECK(verify_signature("head 42", signature, key->public_key()));
    CHECK_FALSE(verify_signature("head 43", signature, key->public_key()));
    CHECK_FALSE(verify_signature("head 42", signature.substr(1), key->public_key()));
    const auto again = open_terminal_key(data.path(), counting_random);
    REQUIRE(again);
    CHECK(again->public_key_hex() == key->public_key_hex());
}

TEST_CASE("Ed25519 and SHA-256 agree with their published test vectors") {
    // RFC 8032, section 7.1, test 1: the empty message.
    const unsigned char seed[] = {0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a,
                                  0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32,
                                  0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
    const TerminalKey key(
        Secret(std::string_view(reinterpret_cast<const char*>(seed), sizeof(seed))));
    CHECK(key.public_key_hex() ==
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK(to_hex(key.sign("")).starts_with("e5564300c360ac729086e2cc806e828a"));
    // FIPS 180-2, appendix B.1.
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace lini::test
