"""`czplan completion`: the script that teaches a shell to ask `czplan.cli.complete`."""

from __future__ import annotations

from typing import Annotated

from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.described import described

# Each script passes the words as the shell has read them and evaluates nothing that comes back.
BASH = r"""# czplan: completion for bash. In ~/.bashrc:  eval "$(czplan completion bash)"
_czplan_complete() {
    local line="${COMP_LINE:0:COMP_POINT}" word
    local -a words=()
    # bash splits words at : and =, so the line is split at blanks again
    read -ra words <<< "$line"
    [[ "$line" == *[[:space:]] ]] && words+=("")
    local program="${words[0]/#\~/$HOME}"
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(_CZPLAN_COMPLETE=bash "$program" "${words[@]:1}" 2>/dev/null)
}
complete -o default -o nosort -F _czplan_complete czplan 2>/dev/null ||
    complete -o default -F _czplan_complete czplan
"""

ZSH = r"""#compdef czplan
# czplan: completion for zsh. In ~/.zshrc, after compinit:  eval "$(czplan completion zsh)"
_czplan() {
    local line program="${words[1]/#\~/$HOME}"
    local -a offers
    for line in "${(@f)$(_CZPLAN_COMPLETE=zsh "$program" \
            "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        [[ -z "$line" ]] && continue
        local value="${line%%$'\t'*}" help=""
        [[ "$line" == *$'\t'* ]] && help="${line#*$'\t'}"
        value="${value//\\/\\\\}"
        value="${value//:/\\:}"
        offers+=("${value}${help:+:$help}")
    done
    if (( ${#offers} )); then
        _describe -V czplan offers
    else
        _files
    fi
}
if [[ "${funcstack[1]}" == _czplan ]]; then
    _czplan "$@"
else
    compdef _czplan czplan
fi
"""

FISH = r"""# czplan: completion for fish.
# In ~/.config/fish/config.fish:  czplan completion fish | source
function __czplan_complete
    set -l words (commandline -opc)
    set -l program (string replace -r '^~' $HOME -- $words[1])
    set -l begun (commandline -ct)
    set -lx _CZPLAN_COMPLETE fish
    set -l offers ($program $words[2..-1] "$begun" 2>/dev/null)
    if test (count $offers) -gt 0
        printf '%s\n' $offers
    else
        __fish_complete_path "$begun"
    end
end
complete -c czplan -e
complete -c czplan -f -k -a '(__czplan_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


@described(
    "czplan completion bash",
    zh='写入 ~/.bashrc：eval "$(czplan completion bash)"；zsh 同理，写入 ~/.zshrc；'
    "fish：czplan completion fish | source。补全所用数据集同 --data 与 CZPLAN_DATA。",
    en='In ~/.bashrc: eval "$(czplan completion bash)"; likewise in ~/.zshrc for zsh; '
    "in fish: czplan completion fish | source. Ids, plans, themes, years and fields are those of "
    "the data set in use, as --data and CZPLAN_DATA say.",
)
def completion(
    shell: Annotated[str, opt.argument("SHELL", "bash、zsh 或 fish", "bash, zsh or fish", SCRIPTS)],
) -> None:
    """Print the script for a shell."""
    print(SCRIPTS[errors.one_of(shell.lower(), SCRIPTS, " shell", "shell")], end="")
