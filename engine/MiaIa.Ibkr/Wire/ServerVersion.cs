namespace MiaIa.Ibkr.Wire;

/// <summary>Server versions at which a message changed, and the range that this client reads.</summary>
public static class ServerVersion
{
    /// <summary>The oldest that is read. Every Gateway in use answers more.</summary>
    public const int Min = 164;

    /// <summary>The newest that is read: from 201 on ids are binary and bodies become protobuf, family by family.</summary>
    public const int Max = 200;

    internal const int ErrorsCarryRejectJson = 166;
    internal const int ContractQueriesCarryIssuer = 176;
    internal const int ContractsCarryFund = 179;
    internal const int ContractsCarryLastTradeDate = 182;
    internal const int ContractsCarryIneligibility = 186;
    internal const int ErrorsCarryTime = 194;
    internal const int BarsEndApart = 196;

    /// <summary>True when every decoder knows this version.</summary>
    public static bool IsRead(int version) => version is >= Min and <= Max;

    /// <summary>Why a version is refused, for a user.</summary>
    public static string RefusalOf(int version) =>
        version < Min
            ? $"the Gateway speaks server version {version}, older than {Min}, the oldest that is read: update IB Gateway"
            : $"the Gateway speaks server version {version}, newer than {Max}, the newest that is read: offer at most {Max}";
}
