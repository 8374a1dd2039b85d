<#
.SYNOPSIS
Puts MiaIa to use on this PC. The work is done by "miaia setup", which says each step.
.EXAMPLE
powershell -ExecutionPolicy Bypass -File install.ps1 -Sierra C:\SierraChart
.EXAMPLE
powershell -ExecutionPolicy Bypass -File install.ps1 -Undo
#>
[CmdletBinding()]
param(
    # Sierra Chart's folder or its ACS_Source, where it is not C:\SierraChart; it is remembered.
    [Parameter(Position = 0)]
    [string] $Sierra,
    # Where journal and logs are to lie, where that is not MiaIa in the folder for local program files. The tokens always lie there.
    [Parameter(Position = 1)]
    [string] $DataFolder,
    # Take back what an earlier run has done.
    [switch] $Undo,
    # What nobody has asked for, such as the options of miaia setup.
    [Parameter(ValueFromRemainingArguments = $true)]
    [string[]] $Rest
)

$ErrorActionPreference = 'Stop'
$wrong = @(@($Sierra, $DataFolder) -like '--*') + @($Rest | Where-Object { $_ })
if ($wrong) {
    [Console]::Error.WriteLine("$($wrong[0]) is not known here: this script takes -Sierra FOLDER, -DataFolder FOLDER and -Undo, with one dash. Nothing was changed.")
    exit 2
}
# Windows PowerShell makes a quotation mark of a backslash before the closing one. Of C:\ it has to stay.
$Sierra, $DataFolder = @($Sierra, $DataFolder) | ForEach-Object { if ($_.Length -gt 3) { $_.TrimEnd('\') } else { $_ } }
$folder = Join-Path $PSScriptRoot 'cli'
$program = Join-Path $folder 'miaia.exe'
if (-not (Test-Path -LiteralPath $program)) {
    # PowerShell also runs where programs have no ending.
    $program = Join-Path $folder 'miaia'
}
if (-not (Test-Path -LiteralPath $program)) {
    [Console]::Error.WriteLine("There is no cli\miaia.exe beside this script: unpack the whole package first.")
    exit 2
}

$arguments = @('setup', '--package', $PSScriptRoot)
if ($Sierra) { $arguments += @('--sierra', $Sierra) }
if ($DataFolder) { $arguments += @('--data', $DataFolder) }
if ($Undo) { $arguments += '--undo' }
& $program @arguments
exit $LASTEXITCODE
