namespace GameServer.Host.Dashboard;

/// <summary>Names of the fields that every form has.</summary>
internal static class DashboardForms
{
    /// <summary>What proves that a form was ours.</summary>
    public const string TokenField = "form-token";

    /// <summary>Where to go afterwards.</summary>
    public const string BackField = "back";
}
