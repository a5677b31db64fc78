#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/cli/verbs.h"

namespace lini {
namespace {

struct Options {
    std::string user;
};

/// Keys pressed at a terminal are not shown while this lives.
class SilentInput {
public:
    SilentInput() : terminal_(::isatty(STDIN_FILENO) != 0) {
        if (!terminal_ || ::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    ~SilentInput() {
        if (terminal_) ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
    }
    SilentInput(const SilentInput&) = delete;
    SilentInput& operator=(const SilentInput&) = delete;

private:
    const bool terminal_;
    termios before_{};
};

void list(Verbs& verbs) {
    const auto reply = verbs.ask({{"verb", "user.list"}}, Access::reading);
    if (reply.is_null()) return;
    const ui::Locale& locale = verbs.context.locale;
    for (const auto& user : reply["users"]) {
        std::cout << user.value("user", std::string()) << "  "
                  << user.value("name", std::string());
        for (const auto& role : user["roles"]) {
            std::cout << "  " << locale.tr("role." + role.get<std::string>());
        }
        if (!user.value("has_card", false)) std::cout << "  " << locale.tr("cli.no_card");
        if (!user.value("has_pin", false)) std::cout << "  " << locale.tr("cli.no_pin");
        if (!user.value("active", true)) std::cout << "  " << locale.tr("cli.not_active");
        std::cout << "\n";
    }
}

/// The only time that a card's barcode is shown: it goes to the card printer and nowhere else.
void new_card(Verbs& verbs, const Options& options) {
    const auto reply = verbs.ask({{"verb", "user.enrol"}, {"user", options.user}, {"card", true}},
                                 Access::writing);
    if (!reply.is_null()) std::cout << reply.value("card", std::string()) << "\n";
}

void new_pin(Verbs& verbs, const Options& options) {
    std::string pin;
    {
        const SilentInput silent;
        if (::isatty(STDIN_FILENO) != 0) {
            std::cerr << verbs.context.locale.tr("cli.enter_pin") << " ";
        }
        std::getline(std::cin, pin);
    }
    const auto reply = verbs.ask({{"verb", "user.enrol"}, {"user", options.user}, {"pin", pin}},
                                 Access::writing);
    if (!reply.is_null()) std::cout << verbs.context.locale.tr("cli.pin_set") << "\n";
}

}  // namespace

void add_user_verb(Verbs& verbs) {
    auto* verb = verbs.add("user", "ID cards and PINs of users that were imported", {});
    verb->require_subcommand(1);
    verbs.add_below(*verb, "list", "Users, their roles, and who has no card or PIN yet",
                    [&verbs] { list(verbs); });
    auto& options = verbs.keep<Options>();
    verbs
        .add_below(*verb, "card", "Make a new ID card and print its barcode's text; the old card "
                                  "is void",
                   [&verbs, &options] { new_card(verbs, options); })
        ->add_option("user", options.user, "User id")
        ->required();
    verbs
        .add_below(*verb, "pin", "Set a PIN of six digits, read from standard input",
                   [&verbs, &options] { new_pin(verbs, options); })
        ->add_option("user", options.user, "User id")
        ->required();
}

}  // namespace lini
