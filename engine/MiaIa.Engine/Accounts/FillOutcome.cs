namespace MiaIa.Engine.Accounts;

/// <summary>What the ledger made of a fill.</summary>
public enum FillOutcome : byte
{
    /// <summary>Counted, once and for all.</summary>
    Counted = 0,

    /// <summary>It had been counted before; nothing changed.</summary>
    Duplicate,

    /// <summary>It cannot be: no key, no lots, no price or no direction. Nothing changed, and the refusals are counted.</summary>
    Impossible,
}
