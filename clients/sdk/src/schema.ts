// Generated from openapi.yaml by `npm run generate -w sdk`; never edited by hand.

export interface paths {
    "/v1/audit/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the audit log is as it was written
         * @description Computes every seal again, oldest first; entries younger than a few seconds may have none yet.
         */
        get: operations["verify_audit_chain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a one-time code to a phone */
        post: operations["request_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/call-backs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Call-backs: those that the caller is asked for, and those of the own divisions, newest first */
        get: operations["list_call_backs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/call-backs/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a call-back with what it came to; when nobody was reached the next is asked */
        post: operations["end_call_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/call-backs/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a call-back: the caller is calling */
        post: operations["take_call_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/compounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The compounds of a community, newest first
         * @description Public: a resident chooses one before signing in, and nothing here is anybody's.
         */
        get: operations["list_compounds"];
        put?: never;
        /** Write a compound of the own divisions down */
        post: operations["create_compound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/compounds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One compound, as the printed code at its gate names it */
        get: operations["show_compound"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a compound's name, gate or property company */
        patch: operations["update_compound"];
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries about needs of the own divisions, newest first; those of everybody for administrators */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a delivery that certainly did not go out tried anew */
        post: operations["replay_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/divisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The divisions below one: counties of the city, streets of a county, communities of a street */
        get: operations["list_divisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/divisions/locate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The community of a point */
        get: operations["locate_division"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/divisions/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One division */
        get: operations["show_division"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duty-shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shifts: the own ones, and those of the own divisions, newest first */
        get: operations["list_shifts"];
        put?: never;
        /** Put somebody on duty for a community or street of the own divisions */
        post: operations["create_shift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duty-shifts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a shift of the own divisions back */
        delete: operations["cancel_shift"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own events, or with `scope=divisions` those of the divisions that the caller is an officer of, as they happen (SSE)
         * @description First what happened after `Last-Event-ID`, then what happens: `id` is the resume point, `event` the kind, `data` a
         *     `LiveEvent`. `event: resync` comes when events are not kept any more or the client fell behind: read the lists again.
         *     A comment every 15 seconds is a sign of life, and its `id` moves the resume point. The stream ends with the session, when
         *     the server stops, and when the client takes nothing for 30 seconds. Authenticate with `Authorization` or `ticket`.
         */
        get: operations["stream_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A ticket for opening one stream
         * @description For clients that cannot send `Authorization` when they open a stream. It works once, within half a minute.
         */
        post: operations["create_event_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own events, or those of the own divisions, as they happen (WebSocket)
         * @description The same events under the same resume point as the SSE stream, each as one text frame (`LiveFrame`): for the
         *     mini-program, which has no `EventSource`. The server pings every 15 seconds and closes with 4401 when the session
         *     has ended, 4403 when the divisions are not the caller's any more, 1012 when it stops and 1013 when it cannot read events; on the last two connect again, with a new ticket and
         *     the last `id`. Whatever a client sends is ignored.
         */
        get: operations["stream_events_ws"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures of a division: needs by state, waiting, hours, satisfaction
         * @description Needs are those posted in these days, hours those of tasks finished in them, ratings those first given in them.
         */
        get: operations["show_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who holds which role within reach, newest first */
        get: operations["list_grants"];
        put?: never;
        /** Give a role within the own scope */
        post: operations["create_grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a role away; the person's rights end within seconds on every replica */
        delete: operations["revoke_grant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/late-leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often the caller has left a team late, and what follows */
        get: operations["show_late_leaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leaves: the own ones, and those of the own divisions, newest first */
        get: operations["list_leaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a leave back before it begins, or be back earlier */
        delete: operations["end_leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant a leave that was asked for, or refuse it with a reason */
        post: operations["decide_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves/{id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a task that a leave touches to whoever stands in; they lead it at once */
        post: operations["hand_over_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves/{id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tasks that a leave touches: led by whoever is away, not begun, promised for a time within it or for none */
        get: operations["list_touched_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own account: person, roles, consents */
        get: operations["show_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the own profile */
        patch: operations["update_me"];
        trace?: never;
    };
    "/v1/me/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who looked at my data, newest first
         * @description Every look at the caller's name, phone, address or other personal data, and every change of the caller's roles: when, by
         *     which operation, which fields, in which role. Never by whom.
         */
        get: operations["list_my_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own phones that take push */
        get: operations["list_devices"];
        put?: never;
        /** Have this phone take push, until its session ends */
        post: operations["register_device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Have one of the own phones take no push any more */
        delete: operations["remove_device"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own hours: all together, and by task, newest first */
        get: operations["list_my_hours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/hours/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own slips, newest first */
        get: operations["list_hour_certificates"];
        put?: never;
        /** Make a slip about the own hours, which anybody can verify by its code */
        post: operations["create_hour_certificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/hours/certificates/{id}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the own slips, to print */
        get: operations["print_hour_certificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/notification-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller is told, on which channels, and when */
        get: operations["show_notification_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what the caller is told, on which channels, and when */
        patch: operations["update_notification_settings"];
        trace?: never;
    };
    "/v1/me/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Link the own account to a phone, in place of an earlier one
         * @description Either `phone` with the one-time code that `POST /v1/auth/codes` sent to it, or `wechat_code`.
         */
        put: operations["connect_phone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the caller is: social worker, volunteer, both or neither
         * @description All at once, there are at most two.
         */
        get: operations["list_my_providers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Link the own account to a WeChat, in place of an earlier one
         * @description WeChat's code works once: after a lost answer send a fresh one of `wx.login`.
         */
        put: operations["connect_wechat"];
        post?: never;
        /** Unlink the own account from its WeChat */
        delete: operations["disconnect_wechat"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End somebody's belonging to an organisation; the roles that came with it end within seconds on every replica */
        delete: operations["end_membership"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Needs within reach, newest first: the own ones, or those of the own divisions */
        get: operations["list_needs"];
        put?: never;
        /**
         * Post a need
         * @description Everything but a place (or community, or compound) and either a category or some words may be left out: 「要人陪」 is a whole
         *     need. A draft may be sent with nothing but a voice note.
         */
        post: operations["create_need"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One need, with what the caller needs to know of it */
        get: operations["show_need"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a need that nobody has taken yet */
        patch: operations["update_need"];
        trace?: never;
    };
    "/v1/needs/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a need to somebody: they lead it at once
         * @description An administrative matter cannot be given to a dedicated post; the attempt is counted.
         */
        post: operations["assign_need"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a need back */
        post: operations["cancel_need"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who could take a need, ranked, and why others could not */
        get: operations["list_candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a need as an officer */
        post: operations["close_need"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}/hazards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Warn those who visit, as the lead or an officer
         * @description The team and officers read it with the task; the resident never does.
         */
        post: operations["add_hazard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a photo to the own need
         * @description JPEG, PNG or WebP of at most 10 MB. It is written anew as JPEG of at most 2,048 pixels a side: where it was taken and whatever else the
         *     file told is gone.
         */
        post: operations["add_need_photo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}/slip.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A need on paper, for whoever has no phone: number, who comes and when, whom to call */
        get: operations["print_need_slip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a draft on its way */
        post: operations["submit_need"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/needs/{id}/voice-notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a voice note to the own need */
        post: operations["add_voice_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own inbox, newest first, in the language of `Accept-Language` */
        get: operations["list_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark the own inbox as read up to a notification */
        post: operations["mark_notifications_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much of the own inbox is not read yet */
        get: operations["count_unread_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own offers, newest first */
        get: operations["list_offers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the own offers */
        get: operations["show_offer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an offer: of all who accept at once exactly one leads */
        post: operations["accept_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline an offer */
        post: operations["decline_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations, newest first */
        get: operations["list_organisations"];
        put?: never;
        /** Write an organisation of the own divisions down */
        post: operations["create_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One organisation */
        get: operations["show_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an organisation's name or seat */
        patch: operations["update_organisation"];
        trace?: never;
    };
    "/v1/organisations/{id}/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who belongs and belonged to an organisation of the own divisions, newest first */
        get: operations["list_memberships"];
        put?: never;
        /** Take somebody into an organisation of the own divisions */
        post: operations["add_membership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/photos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A photo, for those who may read what it belongs to */
        get: operations["show_photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portraits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Portraits of the own divisions that wait for a look, or of another state, newest first */
        get: operations["list_portraits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portraits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A portrait: for its owner and officers; once it is shown also for the team, and for whom they serve
         * @description The team and those they serve see it from when somebody has taken the need until its contact closes.
         */
        get: operations["show_portrait"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portraits/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a portrait shown from now on, or refuse it with a reason
         * @description One that is shown already can be refused, too.
         */
        post: operations["decide_portrait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portraits/{id}/signed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A portrait at the signed address that WeChat was given, for its look at it */
        get: operations["fetch_signed_portrait"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The providers of the own divisions, newest first */
        get: operations["list_providers"];
        put?: never;
        /** Become a volunteer, or (officers) make somebody a social worker of a community in the own scope */
        post: operations["create_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/nearest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The providers nearest to a place who could serve: switched on, free, with the skills, at the time
         * @description For officers who look for somebody by hand, on a map: who is named by id, kind and community, never by name or exact place.
         *     Distances are between the centres of 500 m cells.
         */
        get: operations["list_nearest_providers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One provider with name and phone; base place and compound only for the provider */
        get: operations["show_provider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a profile: week, capacity, radius, base place, compound, skills, community */
        patch: operations["update_provider"];
        trace?: never;
    };
    "/v1/providers/{id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A provider's certificates, newest first */
        get: operations["list_certificates"];
        put?: never;
        /** Write down a certificate that was seen; the provider's level becomes the highest valid one */
        post: operations["add_certificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{id}/clearance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say what a provider has been checked for: work with children, with disabled people, visits at home */
        put: operations["set_clearance"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{id}/duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Go on or off duty */
        put: operations["set_duty"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{id}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for leave, or enter somebody's as their officer
         * @description Sick leave, a volunteer's, and what an officer enters is in force at once; everything else an officer decides.
         */
        post: operations["create_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{id}/portrait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a provider's portrait stands: which one is shown, and what became of the one sent after it */
        get: operations["show_portrait_standing"];
        /**
         * Send the own portrait, in place of an earlier one
         * @description JPEG, PNG or WebP of at most 10 MB, neither side more than twice the other nor less than 128 pixels. It is written anew as JPEG of at
         *     most 1,024 pixels a side: where it was taken and whatever else the file told is gone. An officer looks at it before others see it; until
         *     then they see the earlier one.
         */
        put: operations["set_portrait"];
        post?: never;
        /** Take the own portrait away, shown or not */
        delete: operations["remove_portrait"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{id}/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say where one is now; forgotten after minutes, never stored with the profile */
        put: operations["set_position"];
        post?: never;
        /** Be forgotten at once */
        delete: operations["clear_position"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{id}/satisfaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The published satisfaction with a provider: posterior mean, interval and count */
        get: operations["show_satisfaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by phone and one-time code */
        post: operations["create_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token for new tokens
         * @description A refresh token works once. Sending one that was used before ends the session, because somebody else may have it;
         *     after a lost answer, repeat the request with the same `Idempotency-Key`.
         */
        post: operations["refresh_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in by a WeChat code
         * @description With a code of `getPhoneNumber` beside it, whoever has an account by that phone signs in to that one, and is reached on both from then
         *     on.
         */
        post: operations["create_wechat_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/street-consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consents that the own streets give or ask for, newest first */
        get: operations["list_street_consents"];
        put?: never;
        /**
         * Consent that the own street's workers are asked for another street's needs, or ask another street for its consent
         * @description Whose workers they are, decides: with the giving street within reach it is given at once, with the asking one only it is asked for.
         */
        post: operations["create_street_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/street-consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a consent back, or the question for it; what was accepted under it stands */
        delete: operations["end_street_consent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/street-consents/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether the own street consents, when it was asked */
        post: operations["decide_street_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare this replica's copy of the providers with the rows */
        get: operations["show_index_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks within reach, newest first */
        get: operations["list_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/nearby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open tasks nearby, for those who look for themselves; never sensitive ones */
        get: operations["list_nearby_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task with its team */
        get: operations["show_task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/briefing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write what the volunteers have to know, as the lead
         * @description Volunteers do not see what the resident wrote; they see this.
         */
        post: operations["brief_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A number to call the other side of a task by: neither sees the other's own, unless both agreed
         * @description While the contact is open. Without a relay it is the office's line.
         */
        post: operations["call_somebody"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check in at the place, or by the code that the resident's phone shows
         * @description Farther away than the policy allows, a reason is required; the answer then says how far (`distance_m`).
         */
        post: operations["check_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/check-in-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The code by which a member of the team checks in, for the resident's phone to show as a QR code
         * @description A new one every minute; each is good for two.
         */
        get: operations["show_check_in_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/check-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check out: the own service ends here */
        post: operations["check_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an open task to lead it */
        post: operations["claim_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm that a task was served, as the resident */
        post: operations["confirm_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/confirm-arrival": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm that somebody of the team has arrived, as the resident */
        post: operations["confirm_arrival"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish a task with its service record, as the lead */
        post: operations["finish_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join a task as a volunteer */
        post: operations["join_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/late-leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who left a task's team late, and why, as its lead */
        get: operations["list_late_leaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a task as a volunteer, before checking in
         * @description Less than the policy's hours before the promised time (without one: once the lead is there) it is late, and a reason is required.
         */
        post: operations["leave_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/line": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait for a volunteer's place that becomes free
         * @description The first in the line who can still come is told by `place.offered`; the place is kept for them until `answer_by`. They say yes by
         *     joining the task, and no by leaving the line.
         */
        post: operations["join_line"];
        /** Leave the line of a task, or say no to the place that is kept */
        delete: operations["leave_line"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/members/{member_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a volunteer, as the lead */
        post: operations["confirm_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/members/{member_id}/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct the hours of somebody of the team, as the lead
         * @description From the end of the task for as many days as the policy gives.
         */
        post: operations["correct_hours"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/members/{member_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a volunteer, as the lead */
        post: operations["refuse_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The conversation of a task, newest first */
        get: operations["list_messages"];
        put?: never;
        /**
         * Say something to the resident and the team: a text, or a photo
         * @description From when somebody leads the task until it is finished. A photo is JPEG, PNG or WebP of at most 10 MB, sent as its file; where it was
         *     taken is not kept.
         */
        post: operations["post_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/messages/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark the conversation as read up to a message */
        post: operations["mark_messages_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/own-number": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Let the other side of a task have the own number, or not any more */
        put: operations["share_own_number"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rating of a task; never for the people who were rated */
        get: operations["show_rating"];
        /**
         * Rate a finished task, or change the rating
         * @description One rating a task; it can be changed until `editable_until`.
         */
        put: operations["rate_task"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service record of a task */
        get: operations["show_record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a task back, as the lead, before checking in */
        post: operations["release_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/second-person-waiver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree that one goes alone where two should, as an officer */
        post: operations["waive_second_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/sos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for help, as anybody of the team; 200 when that was done already, with the newer place */
        post: operations["raise_sos"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/visit/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer being asked: all is well, or late and on the way
         * @description `on_my_way` moves the time once; whoever then does not come gives the task back.
         */
        post: operations["answer_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/visit/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the own visit takes longer */
        post: operations["extend_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/taxonomy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The taxonomy of needs, skills, target groups, dialects, hotlines and referrals */
        get: operations["show_taxonomy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tracking/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow a need by its tracking code, without an account */
        get: operations["track_need"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verify/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check a slip about hours or a service record by its code, without an account */
        get: operations["verify_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visit-alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alarms: the own ones, those that the caller was alerted by, those of the own divisions, newest first */
        get: operations["list_alarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visit-alarms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alarm; while it is open with the visitor's name, phone and last place, and where the visit is */
        get: operations["show_alarm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visit-alarms/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an alarm with what it came to */
        post: operations["end_sos"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/voice-notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sound of a voice note */
        get: operations["play_voice_note"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/waiting-places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own places in lines, newest first */
        get: operations["list_waiting_places"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wechat/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WeChat's check of the callback's address */
        get: operations["verify_wechat_callback"];
        put?: never;
        /** WeChat's callback: encrypted XML or JSON */
        post: operations["receive_wechat_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wechat/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The templates of subscription messages: which, how many messages are left, which to ask for next */
        get: operations["list_wechat_consents"];
        put?: never;
        /**
         * Tell what a popup for subscription messages came to
         * @description The same answer also comes by WeChat's callback; it counts once.
         */
        post: operations["report_wechat_consents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/words-of-mouth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people without a phone are to be told: by the caller, who posted for them, or in the own divisions; newest first */
        get: operations["list_words_of_mouth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/words-of-mouth/{id}/told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody was told, or could not be reached */
        post: operations["tell_by_word"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Format: uuid
         * @description A way to sign in.
         */
        AccountId: string;
        /** @description In which role somebody looked. */
        ActorRole: components["schemas"]["OtherActor"] | components["schemas"]["Role"];
        /**
         * @description A certificate that the officer has seen.
         * @example {
         *       "issued_on": "2023-09-01",
         *       "issuer": "人力资源和社会保障部",
         *       "level": "assistant",
         *       "number": "2023-51-000001"
         *     }
         */
        AddCertificate: {
            /**
             * Format: date
             * @description Its last valid day; left out when it does not expire.
             */
            expires_on?: string | null;
            /**
             * Format: date
             * @description On which day.
             */
            issued_on: string;
            /** @description Who issued it, up to 80 characters. */
            issuer: string;
            /** @description Its level. */
            level: string;
            /** @description Its number, up to 60 characters. */
            number: string;
        };
        /**
         * @description A warning to those who visit.
         * @example {
         *       "kind": "dog",
         *       "text": "院里有大狗，请先打电话。"
         *     }
         */
        AddHazard: {
            /** @description Of what. */
            kind: components["schemas"]["HazardKind"];
            /**
             * @description In words, up to 200 characters. The resident never sees it.
             * @example 院里有大狗，请先打电话。
             */
            text: string;
        };
        /**
         * @description Somebody to take in.
         * @example {
         *       "person_id": "01935a00-0000-7000-8000-000000000001"
         *     }
         */
        AddMembership: {
            /** @description Who; somebody with an account or posted for. */
            person_id: components["schemas"]["PersonId"];
        };
        /** @description An alarm with all that helps to find the visitor; personal only while it is open. */
        Alarm: components["schemas"]["AlarmRow"] & {
            /**
             * Format: int32
             * @description How sure it was, metres.
             * @example 20
             */
            accuracy_m?: number | null;
            /**
             * @description Building, entrance, floor of the visit.
             * @example 示范水杉小区3栋2单元
             */
            address?: string | null;
            /** @description Who was alerted. */
            alerted: components["schemas"]["AlertedDto"][];
            home?: components["schemas"]["PlaceDto"] | null;
            /**
             * @description The visitor's name.
             * @example 陈邻秋
             */
            name?: string | null;
            /** @description Numbers to call. */
            numbers: components["schemas"]["Hotline"][];
            /**
             * @description The visitor's phone.
             * @example 12600000001
             */
            phone?: string | null;
            place?: components["schemas"]["PlaceDto"] | null;
            place_at?: components["schemas"]["Instant"] | null;
        };
        /**
         * Format: uuid
         * @description An alarm about a visitor.
         */
        AlarmId: string;
        /**
         * @description Why there is an alarm.
         * @enum {string}
         */
        AlarmKind: "overtime" | "sos";
        /**
         * @description What an alarm came to.
         * @enum {string}
         */
        AlarmOutcome: "safe" | "services_called" | "false_alarm" | "not_found";
        /** @description An alarm in a list: nothing personal. */
        AlarmRow: {
            /**
             * @description Community.
             * @example 510104035017
             */
            community: string;
            /** @description Since when. */
            created_at: components["schemas"]["Instant"];
            ended_at?: components["schemas"]["Instant"] | null;
            /** @description Id. */
            id: components["schemas"]["AlarmId"];
            /** @description Why. */
            kind: components["schemas"]["AlarmKind"];
            /** @description The visitor's place in the team. */
            member_id: components["schemas"]["MemberId"];
            /** @description Of which need. */
            need_id: components["schemas"]["NeedId"];
            outcome?: components["schemas"]["AlarmOutcome"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["AlarmState"];
            /** @description Of which task. */
            task_id: components["schemas"]["TaskId"];
        };
        /**
         * @description Where an alarm stands.
         * @enum {string}
         */
        AlarmState: "open" | "ended";
        /** @description Somebody who was alerted. */
        AlertedDto: {
            /** @description As what. */
            capacity: components["schemas"]["Capacity"];
            /** @description Who. */
            person_id: components["schemas"]["PersonId"];
        };
        /**
         * @description The answer to being asked.
         * @example {
         *       "answer": "fine",
         *       "minutes": 30
         *     }
         */
        AnswerVisit: {
            /** @description `fine` during a visit; `on_my_way` before it. */
            answer: components["schemas"]["VisitAnswer"];
            /**
             * Format: int32
             * @description `fine`: so many minutes more, may be left out. `on_my_way`: in so many minutes.
             * @example 30
             */
            minutes?: number | null;
        };
        /**
         * @description How it is known that somebody arrived.
         * @enum {string}
         */
        ArrivedBy: "place" | "code" | "confirmation";
        /**
         * @description Whom to assign.
         * @example {
         *       "provider_id": "01912f3a-7c00-7000-8000-000000000002"
         *     }
         */
        AssignNeed: {
            /** @description The provider who is to lead. */
            provider_id: components["schemas"]["ProviderId"];
        };
        /** @description A need after it was given to somebody. */
        Assigned: {
            /** @description The need. */
            need_id: components["schemas"]["NeedId"];
            /** @description Who leads. */
            provider_id: components["schemas"]["ProviderId"];
            /** @description Its task. */
            task_id: components["schemas"]["TaskId"];
        };
        /**
         * @description Who is asked to subscribe to a template.
         * @enum {string}
         */
        Audience: "resident" | "worker" | "officer";
        /** @description Whether the audit log is as it was written. */
        AuditChain: {
            /**
             * Format: int64
             * @description The number of the first seal that does not.
             */
            first_broken_seal: number | null;
            /** @description Whether every seal holds. */
            holds: boolean;
        };
        /** @description One look at the caller's data, or one change of it. */
        AuditEntry: {
            /** @description In which role; `self` for the caller, `system` for the platform, `anonymous` for somebody not signed in. */
            actor: components["schemas"]["ActorRole"];
            /** @description When. */
            at: components["schemas"]["Instant"];
            /**
             * @description Which fields of it.
             * @example [
             *       "name",
             *       "phone"
             *     ]
             */
            fields: string[];
            /** @description Id. */
            id: components["schemas"]["AuditId"];
            /**
             * @description The operation's `operationId`, or the name of a job.
             * @example show_task
             */
            operation: string;
            /**
             * @description Kind of record.
             * @example persons
             */
            record: string;
        };
        /**
         * Format: uuid
         * @description One entry of the audit log.
         */
        AuditId: string;
        /**
         * @description As what somebody speaks in a conversation.
         * @enum {string}
         */
        AuthorRole: "client" | "poster" | "lead" | "volunteer";
        /**
         * @description What volunteers have to know.
         * @example {
         *       "text": "陪老人下楼晒太阳半小时，请带雨伞。"
         *     }
         */
        BriefTeam: {
            /**
             * @description What to do, bring and mind, up to 500 characters; it takes the place of the one before.
             * @example 陪老人下楼晒太阳半小时，请带雨伞；老人听力不好，说话慢一点。
             */
            text: string;
        };
        /** @description A call-back; text and phone are with the need, which whoever is asked may see. */
        CallBack: {
            /**
             * Format: int32
             * @description The how-manieth who is asked.
             */
            attempt: number;
            /**
             * @description Its community.
             * @example 510104035017
             */
            community: string;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            /** @description Until when it has to be taken. */
            due_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["CallBackId"];
            /** @description About which need. */
            need_id: components["schemas"]["NeedId"];
            outcome?: components["schemas"]["CallBackOutcome"] | null;
            /** @description Who is asked. */
            person_id: components["schemas"]["PersonId"];
            /** @description Where it stands. */
            state: components["schemas"]["CallBackState"];
        };
        /**
         * Format: uuid
         * @description Somebody being asked to call back.
         */
        CallBackId: string;
        /**
         * @description What a call-back came to.
         * @enum {string}
         */
        CallBackOutcome: "reached" | "services_called" | "not_reached";
        /**
         * @description Where a call-back stands.
         * @enum {string}
         */
        CallBackState: "open" | "taken" | "done" | "missed" | "withdrawn";
        /**
         * @description Whom to call.
         * @example {}
         */
        CallSomebody: {
            member_id?: components["schemas"]["MemberId"] | null;
        };
        /**
         * @description How somebody is called.
         * @enum {string}
         */
        CallWay: "relay" | "direct" | "office";
        /**
         * @description Why a need is taken back.
         * @example {
         *       "reason": "solved"
         *     }
         */
        CancelNeed: {
            /**
             * @description A word for the figures: `solved`, `changed_mind`, `waited_too_long`, `other`.
             * @example solved
             */
            reason?: string | null;
        };
        /** @description Somebody who could take a need, for the officer who assigns. */
        CandidateDto: {
            /**
             * Format: int64
             * @description Cost in thousandths of a point; lower is better.
             */
            cost: number;
            /**
             * Format: int32
             * @description From the cell's centre, metres, rounded to 100.
             */
            distance_m: number;
            /**
             * @description Name.
             * @example 陈邻秋
             */
            name?: string | null;
            /** @description The person. */
            person_id: components["schemas"]["PersonId"];
            /** @description The provider. */
            provider_id: components["schemas"]["ProviderId"];
            /**
             * @description The ring they stand in.
             * @example own_community
             */
            ring: string;
            /** @description Why. */
            why: components["schemas"]["WhyDto"][];
        };
        /** @description The candidates for a need. */
        Candidates: {
            /**
             * @description Why there is nobody, when there is nobody.
             * @example certificate
             */
            binding?: string | null;
            /** @description The best, in order. */
            items: components["schemas"]["CandidateDto"][];
            /** @description The nearest who cannot, with the reason. */
            refused: components["schemas"]["RefusedDto"][];
        };
        /**
         * @description As what somebody is alerted.
         * @enum {string}
         */
        Capacity: "lead" | "member" | "on_duty" | "officer";
        /** @description A category of needs. */
        Category: {
            /**
             * Format: int32
             * @description Minutes until somebody should have accepted.
             */
            accept_within_minutes: number;
            /**
             * @description The lead's least certificate.
             * @example assistant
             */
            certificate?: string | null;
            /**
             * @description Clearances that everybody on the team needs.
             * @example [
             *       "home_visit"
             *     ]
             */
            clearance: string[];
            /**
             * @description Stable code.
             * @example companionship
             */
            code: string;
            /**
             * Format: int32
             * @description Minutes that a visit takes, roughly.
             */
            duration_minutes: number;
            /**
             * @description English name.
             * @example Company
             */
            en: string;
            /**
             * @description Its group's code.
             * @example elderly_care
             */
            group: string;
            /**
             * @description A hotline to show with it.
             * @example city_service
             */
            hotline?: string | null;
            /**
             * @description Where it is referred to, if it is not social work.
             * @example city_service
             */
            refer_to?: string | null;
            /** @description Named roles only: never volunteers, lists, clusters or maps. */
            sensitive: boolean;
            /**
             * Format: int32
             * @description Hours until it should be done.
             */
            serve_within_hours: number;
            /**
             * @description Skills that the lead needs.
             * @example [
             *       "companionship"
             *     ]
             */
            skills: string[];
            /**
             * @description What a provider reads before acceptance, English.
             * @example Company for somebody living alone.
             */
            summary_en: string;
            /**
             * @description What a provider reads before acceptance, Chinese.
             * @example 陪伴独居老人。
             */
            summary_zh: string;
            /** @description What kind of matter it is. */
            triage: components["schemas"]["Triage"];
            /** @description How soon. */
            urgency: components["schemas"]["Urgency"];
            /**
             * Format: int32
             * @description Volunteer places unless said otherwise.
             */
            volunteers: number;
            /**
             * @description Chinese name.
             * @example 陪伴
             */
            zh: string;
        };
        /** @description A certificate. */
        Certificate: {
            /**
             * Format: date
             * @description Its last valid day.
             */
            expires_on?: string | null;
            /** @description Id. */
            id: components["schemas"]["CertificateId"];
            /**
             * Format: date
             * @description On which day.
             */
            issued_on: string;
            /**
             * @description Who issued it.
             * @example 示范发证机关
             */
            issuer: string;
            /**
             * @description `local_aide`, `assistant`, `intermediate` or `senior`.
             * @example assistant
             */
            level: string;
            /**
             * @description Its number.
             * @example 2026-51-000001
             */
            number: string;
            /** @description Whether it is valid today. */
            valid: boolean;
            verified_at?: components["schemas"]["Instant"] | null;
        };
        /**
         * Format: uuid
         * @description A certificate of a provider.
         */
        CertificateId: string;
        /**
         * @description Where a need came from.
         * @enum {string}
         */
        Channel: "mini_program" | "app" | "h5" | "hotline" | "community_visit" | "property" | "agency";
        /**
         * @description Arriving: by the place of the phone, or by the code that the resident's phone shows.
         * @example {
         *       "accuracy_m": 20,
         *       "place": {
         *         "crs": "gcj02",
         *         "lat": 30.598,
         *         "lon": 104.117
         *       }
         *     }
         */
        CheckIn: {
            /**
             * Format: int32
             * @description How sure the phone is, metres.
             */
            accuracy_m?: number | null;
            /**
             * @description The code, in place of `place`.
             * @example 7K2M-9QXD-0B4T-WZ81
             */
            code?: string | null;
            place?: components["schemas"]["PlaceDto"] | null;
            /** @description Why so far away; required when it is. */
            reason?: string | null;
        };
        /** @description What the resident's phone shows. */
        CheckInCode: {
            /**
             * @description The code; goes into a QR code as it is.
             * @example 7K2M-9QXD-0B4T-WZ81
             */
            code: string;
            /** @description When to ask for the next one. */
            next_at: components["schemas"]["Instant"];
            /** @description Until when this one is taken. */
            valid_until: components["schemas"]["Instant"];
        };
        /**
         * @description Leaving.
         * @example {
         *       "accuracy_m": 20,
         *       "place": {
         *         "crs": "gcj02",
         *         "lat": 30.598,
         *         "lon": 104.117
         *       }
         *     }
         */
        CheckOut: {
            /**
             * Format: int32
             * @description How sure the phone is, metres.
             */
            accuracy_m?: number | null;
            place?: components["schemas"]["PlaceDto"] | null;
        };
        /** @description The person that the need is about, for those who need to know. */
        ClientDto: {
            /**
             * @description Name.
             * @example 陈邻秋
             */
            name?: string | null;
            /** @description Id. */
            person_id: components["schemas"]["PersonId"];
            /**
             * @description Phone; the lead sees it only when both sides agreed to it.
             * @example 12600000001
             */
            phone?: string | null;
        };
        /**
         * @description Kinds of clients. Browsers get their refresh token as an `HttpOnly` cookie, the others in the answer.
         * @enum {string}
         */
        ClientKind: "mini_program" | "app" | "h5" | "console";
        /**
         * @description How an officer closes a need.
         * @example {
         *       "outcome": "referred"
         *     }
         */
        CloseNeed: {
            /** @description How it ended. */
            outcome: components["schemas"]["Outcome"];
        };
        /**
         * @description Who closed a need.
         * @enum {string}
         */
        ClosedBy: "client" | "poster" | "officer" | "system";
        /** @description A code is on its way. */
        CodeSent: {
            /**
             * Format: int64
             * @description How long the code lives, in seconds.
             */
            expires_in: number;
            /**
             * @description The terms whose version has to be sent with the first sign-in.
             * @example 2026-11
             */
            terms_version: string;
        };
        /** @description A compound. */
        Compound: {
            /**
             * @description Community.
             * @example 510104035017
             */
            community: string;
            /** @description Id. */
            id: components["schemas"]["CompoundId"];
            /**
             * @description Name.
             * @example 水杉小区
             */
            name: string;
            place?: components["schemas"]["PlaceDto"] | null;
            property_organisation_id?: components["schemas"]["OrganisationId"] | null;
            /**
             * Format: int64
             * @description Version, for `If-Match`.
             */
            version: number;
        };
        /**
         * Format: uuid
         * @description A residential compound.
         */
        CompoundId: string;
        /**
         * @description Who has arrived.
         * @example {
         *       "member_id": "01935a00-0000-7000-8000-000000000001"
         *     }
         */
        ConfirmArrival: {
            /** @description Their place in the team. */
            member_id: components["schemas"]["MemberId"];
        };
        /**
         * @description A phone to link the own account to: with the one-time code that was sent to it, or by the code of WeChat's `getPhoneNumber`.
         * @example {
         *       "code": "246810",
         *       "phone": "12600000001"
         *     }
         */
        ConnectPhone: {
            /**
             * @description The one-time code.
             * @example 246810
             */
            code?: string | null;
            /**
             * @description The phone; with `code`.
             * @example 12600000001
             */
            phone?: string | null;
            /**
             * @description The code of `getPhoneNumber`, instead of both.
             * @example from-get-phone-number
             */
            wechat_code?: string | null;
        };
        /**
         * @description A WeChat to link the own account to.
         * @example {
         *       "code": "from-wx-login"
         *     }
         */
        ConnectWechat: {
            /** @description The code of `wx.login`. */
            code: string;
        };
        /** @description A consent in force. */
        Consent: {
            /** @description When. */
            granted_at: components["schemas"]["Instant"];
            /**
             * @description To what.
             * @example terms
             */
            purpose: string;
            /**
             * @description To which text.
             * @example 2026-11
             */
            version: string;
        };
        /**
         * @description Where a consent stands.
         * @enum {string}
         */
        ConsentState: "asked" | "given" | "refused" | "ended";
        /** @description A page of a conversation. */
        Conversation: {
            /** @description Messages, newest first. */
            items: components["schemas"]["Message"][];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
            /** @description Whether something can be said. */
            open: boolean;
            /** @description How far the others have read. */
            read_by: components["schemas"]["ReadMark"][];
            /**
             * Format: int64
             * @description Messages of others that the caller has not marked as read.
             * @example 2
             */
            unread: number;
        };
        /**
         * @description Other hours than were counted.
         * @example {
         *       "minutes": 90,
         *       "reason": "手机没电，没能签退。"
         *     }
         */
        CorrectHours: {
            /**
             * Format: int32
             * @description The right minutes of service.
             */
            minutes: number;
            /**
             * @description Why, up to 200 characters; the member sees it.
             * @example 手机没电，没能签退。
             */
            reason: string;
        };
        /** @description A correction. */
        Correction: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description The difference, minutes.
             * @example 30
             */
            minutes: number;
            /**
             * @description Why.
             * @example 手机没电，没能签退。
             */
            reason?: string | null;
        };
        /**
         * @description A new compound.
         * @example {
         *       "community": "510104035017",
         *       "name": "水杉小区",
         *       "place": {
         *         "crs": "gcj02",
         *         "lat": 30.604,
         *         "lon": 104.1132
         *       }
         *     }
         */
        CreateCompound: {
            /**
             * @description Community, 12 digits.
             * @example 510104035017
             */
            community: string;
            /**
             * @description Its name, up to 40 characters, one of its kind in the community.
             * @example 水杉小区
             */
            name: string;
            place?: components["schemas"]["PlaceDto"] | null;
            property_organisation_id?: components["schemas"]["OrganisationId"] | null;
        };
        /**
         * @description Giving a role.
         * @example {
         *       "person_id": "01912f3a-7c00-7000-8000-000000000001",
         *       "role": "community_officer",
         *       "scope": "510104035017",
         *       "scope_kind": "division"
         *     }
         */
        CreateGrant: {
            /** @description To whom: somebody with an account. */
            person_id: components["schemas"]["PersonId"];
            /** @description The role. */
            role: components["schemas"]["Role"];
            /**
             * @description Code or id of the scope.
             * @example 510104035017
             */
            scope: string;
            /** @description Kind of scope. */
            scope_kind: components["schemas"]["ScopeKind"];
        };
        /**
         * @description The span of a slip.
         * @example {
         *       "from": "2026-01-01",
         *       "to": "2026-12-31"
         *     }
         */
        CreateHourCertificate: {
            /**
             * Format: date
             * @description First civil day in the city's zone.
             * @example 2026-01-01
             */
            from: string;
            /**
             * Format: date
             * @description Last civil day, included; at most 366 days in all.
             * @example 2026-12-31
             */
            to: string;
        };
        /**
         * @description A leave to enter.
         * @example {
         *       "from": "2026-12-21T01:00:00Z",
         *       "kind": "annual",
         *       "stand_in_provider_id": "01935a00-0000-7000-8000-000000000002",
         *       "until": "2026-12-26T01:00:00Z"
         *     }
         */
        CreateLeave: {
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Which kind; sick leave is in force at once. */
            kind: components["schemas"]["LeaveKind"];
            stand_in_provider_id?: components["schemas"]["ProviderId"] | null;
            /** @description Until; at most a year later. */
            until: components["schemas"]["Instant"];
        };
        /**
         * @description A new need. Either `place` or `community` has to be there; when both are, the community decides whose need it is.
         * @example {
         *       "address": "示范水杉小区3栋2单元",
         *       "category": "companionship",
         *       "channel": "mini_program",
         *       "community": "510104035017",
         *       "description": "要人陪。",
         *       "place": {
         *         "crs": "gcj02",
         *         "lat": 30.604,
         *         "lon": 104.1132
         *       }
         *     }
         */
        CreateNeed: {
            /** @description Building, entrance, floor: up to 200 characters. */
            address?: string | null;
            /** @description A category of the taxonomy. May be left out where something was said, in words or in a voice note: somebody sorts it. */
            category?: string | null;
            /** @description Where the need comes from. */
            channel: components["schemas"]["Channel"];
            /** @description Community, 12 digits. */
            community?: string | null;
            compound_id?: components["schemas"]["CompoundId"] | null;
            /** @description In the own words, up to 2,000 characters; may be left out. */
            description?: string | null;
            /** @description Keep it without sending it. */
            draft?: boolean;
            on_behalf_of?: components["schemas"]["OnBehalfOf"] | null;
            place?: components["schemas"]["PlaceDto"] | null;
            /** @description What the resident would rather have. */
            preferences?: components["schemas"]["Preferences"];
            /** @description Target groups of the taxonomy. */
            target_groups?: string[];
            /**
             * Format: int32
             * @description Volunteer places; the category's unless said otherwise.
             */
            volunteers?: number | null;
            window?: components["schemas"]["WindowDto"] | null;
        };
        /**
         * @description A new organisation.
         * @example {
         *       "community": "510104035017",
         *       "kind": "agency",
         *       "name": "近邻社会工作服务中心"
         *     }
         */
        CreateOrganisation: {
            /**
             * @description The community of its seat, 12 digits; left out for one of the whole city, which only the city writes down.
             * @example 510104035017
             */
            community?: string | null;
            /** @description Kind. */
            kind: components["schemas"]["OrganisationKind"];
            /**
             * @description Its name, up to 60 characters, one of its kind.
             * @example 近邻社会工作服务中心
             */
            name: string;
        };
        /**
         * @description Becoming a volunteer, or (officers) making somebody a social worker of a community within the own scope.
         * @example {
         *       "community": "510104035017",
         *       "kind": "volunteer",
         *       "radius_m": 3000,
         *       "skills": [
         *         "companionship",
         *         "digital_help"
         *       ],
         *       "week": [
         *         {
         *           "day": 6,
         *           "from": "09:00",
         *           "to": "12:00"
         *         }
         *       ]
         *     }
         */
        CreateProvider: {
            /**
             * Format: int32
             * @description Tasks at once; left out, the policy's number.
             */
            capacity?: number | null;
            /**
             * @description A worker's post, or where a volunteer lives: 12 digits. Left out, it is the community of `place`.
             * @example 510104035017
             */
            community?: string | null;
            /**
             * Format: uuid
             * @description The compound that the provider lives in: its own disputes are never theirs.
             */
            compound?: string | null;
            /** @description What the person becomes. */
            kind: components["schemas"]["ProviderKind"];
            /** @description Whether this is a dedicated post; social workers' are, unless said otherwise. */
            on_dedicated_post?: boolean | null;
            person_id?: components["schemas"]["PersonId"] | null;
            place?: components["schemas"]["PlaceDto"] | null;
            /**
             * Format: int32
             * @description How far the provider goes, in metres; left out, 20 km for social workers and the widest volunteers' ring for volunteers.
             */
            radius_m?: number | null;
            /** @description Skill codes of the taxonomy. */
            skills?: string[];
            /** @description When; left out, it is Monday to Friday 09:00 to 17:00 for social workers, every day 08:00 to 20:00 for volunteers. */
            week?: components["schemas"]["Slot"][] | null;
        };
        /**
         * @description Signing in by phone.
         * @example {
         *       "client": "app",
         *       "code": "246810",
         *       "consent_version": "2026-11",
         *       "phone": "12600000001"
         *     }
         */
        CreateSession: {
            /** @description What signs in. */
            client: components["schemas"]["ClientKind"];
            /**
             * @description The code.
             * @example 246810
             */
            code: string;
            /**
             * @description The terms' version that the person has agreed to; required at the first sign-in.
             * @example 2026-11
             */
            consent_version?: string | null;
            /**
             * @description The phone that the code was sent to.
             * @example 12600000001
             */
            phone: string;
        };
        /**
         * @description A new shift.
         * @example {
         *       "division": "510104035017",
         *       "from": "2026-12-01T09:00:00Z",
         *       "person_id": "01935a00-0000-7000-8000-000000000001",
         *       "until": "2026-12-02T01:00:00Z"
         *     }
         */
        CreateShift: {
            /**
             * @description Community (12 digits) or street (9 digits).
             * @example 510104035017
             */
            division: string;
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Who is on duty; somebody with a role beside being a resident. */
            person_id: components["schemas"]["PersonId"];
            stand_in_person_id?: components["schemas"]["PersonId"] | null;
            /** @description Until; at most 7 days later. */
            until: components["schemas"]["Instant"];
        };
        /**
         * @description A consent to give, or to ask another street for.
         * @example {
         *       "asking_street": "510104035",
         *       "categories": [
         *         "health_escort"
         *       ],
         *       "from": "2026-12-01T00:00:00Z",
         *       "giving_street": "510104020",
         *       "note": "年底前两名社工休产假",
         *       "until": "2027-02-01T00:00:00Z"
         *     }
         */
        CreateStreetConsent: {
            /**
             * @description Whose needs: 9 digits.
             * @example 510104035
             */
            asking_street: string;
            /**
             * @description For which categories; left out for all.
             * @example [
             *       "health_escort"
             *     ]
             */
            categories?: string[] | null;
            /** @description From when on. */
            from: components["schemas"]["Instant"];
            /**
             * @description Whose workers: 9 digits.
             * @example 510104020
             */
            giving_street: string;
            /**
             * @description What there is to say about it, up to 200 characters.
             * @example 年底前两名社工休产假
             */
            note?: string | null;
            /** @description Until when; at most a year later. */
            until: components["schemas"]["Instant"];
        };
        /**
         * @description Signing in by WeChat.
         * @example {
         *       "code": "from-wx-login",
         *       "consent_version": "2026-11"
         *     }
         */
        CreateWechatSession: {
            /** @description The code of `wx.login`. */
            code: string;
            /**
             * @description The terms' version that the person has agreed to; required at the first sign-in.
             * @example 2026-11
             */
            consent_version?: string | null;
            /**
             * @description The code of `getPhoneNumber`, if the person let WeChat tell their phone.
             * @example from-get-phone-number
             */
            phone_code?: string | null;
        };
        /**
         * @description An officer's word about a leave.
         * @example {
         *       "approve": false,
         *       "reason": "当天已有两人请假"
         *     }
         */
        DecideLeave: {
            /** @description Whether it is granted. */
            approve: boolean;
            /**
             * @description Why not, up to 200 characters; required for a refusal.
             * @example 当天已有两人请假
             */
            reason?: string | null;
        };
        /** @description An officer's word about a portrait. */
        DecidePortrait: {
            /**
             * @description Why not; whose portrait it is reads it.
             * @example 看不清脸，请换一张正面照
             */
            reason?: string | null;
            /**
             * @description Whether those concerned see it from now on.
             * @example false
             */
            show: boolean;
        };
        /**
         * @description The word of the street that was asked.
         * @example {
         *       "give": false,
         *       "reason": "本街道社工已满负荷"
         *     }
         */
        DecideStreetConsent: {
            /** @description Whether it consents. */
            give: boolean;
            /**
             * @description Why not, up to 200 characters; required for a refusal.
             * @example 本街道社工已满负荷
             */
            reason?: string | null;
        };
        /**
         * @description Why an offer is declined.
         * @example {
         *       "reason": "no_time"
         *     }
         */
        DeclineOffer: {
            /**
             * @description A word for the figures: `too_far`, `no_time`, `not_my_field`, `other`.
             * @example no_time
             */
            reason?: string | null;
        };
        /** @description A notification on a channel outside of the app. */
        Delivery: {
            /**
             * Format: int32
             * @description How often it was tried.
             * @example 1
             */
            attempts: number;
            /** @description On which channel. */
            channel: components["schemas"]["MessageChannel"];
            /**
             * @description What the channel said last.
             * @example 43101
             */
            code?: string | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            /** @description Not before. */
            due_at: components["schemas"]["Instant"];
            ended_at?: components["schemas"]["Instant"] | null;
            /** @description Id. */
            id: components["schemas"]["DeliveryId"];
            /** @description What it tells of. */
            kind: components["schemas"]["NotificationKind"];
            need_id?: components["schemas"]["NeedId"] | null;
            /** @description To whom. */
            person_id: components["schemas"]["PersonId"];
            /** @description Where it stands. */
            state: components["schemas"]["DeliveryState"];
        };
        /**
         * Format: uuid
         * @description A notification on a channel outside of the app.
         */
        DeliveryId: string;
        /**
         * @description Where a delivery stands.
         * @enum {string}
         */
        DeliveryState: "waiting" | "sending" | "sent" | "refused" | "unknown" | "dead" | "skipped" | "told" | "not_reached";
        /** @description A phone that takes push. */
        Device: {
            /** @description When it was registered. */
            created_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["DeviceId"];
            /**
             * @description Its system.
             * @example android
             */
            platform: string;
        };
        /**
         * Format: uuid
         * @description A phone that takes push.
         */
        DeviceId: string;
        /** @description A person's phones; there are never many. */
        Devices: {
            /** @description The phones, the oldest first. */
            items: components["schemas"]["Device"][];
        };
        /** @description A division. */
        DivisionDto: {
            centre?: components["schemas"]["PlaceDto"] | null;
            /**
             * @description Statistical code.
             * @example 510104017001
             */
            code: string;
            /**
             * @description From the county down.
             * @example 锦江区 成龙路街道 水杉社区
             */
            full_name: string;
            /** @description Kind. */
            kind: components["schemas"]["Kind"];
            /**
             * @description Official name.
             * @example 水杉社区
             */
            name: string;
            /**
             * @description The node above.
             * @example 510104035
             */
            parent?: string | null;
            /**
             * @description Where the centre comes from; `synthetic` is made up for the demo.
             * @example synthetic
             */
            place_source?: string | null;
            /**
             * Format: int32
             * @description Year of the list.
             */
            year: number;
            /**
             * @description The management zone that administers it, where that is not the county of its code.
             * @example hi_tech
             */
            zone?: string | null;
        };
        /** @description A list of divisions: all the nodes below one, at most a few dozen. */
        DivisionList: {
            /** @description The nodes, by code. */
            items: components["schemas"]["DivisionDto"][];
        };
        /** @description Another need that this one may repeat: a warning, never a refusal. */
        Duplicate: {
            need_id?: components["schemas"]["NeedId"] | null;
            /**
             * @description What is the same: `person` or `place`.
             * @example person
             */
            same: string;
        };
        /**
         * @description What a call-back came to.
         * @example {
         *       "outcome": "reached"
         *     }
         */
        EndCallBack: {
            /** @description What it came to. */
            outcome: components["schemas"]["CallBackOutcome"];
        };
        /**
         * @description How an alarm ended.
         * @example {
         *       "outcome": "safe"
         *     }
         */
        EndSos: {
            /** @description What it came to. */
            outcome: components["schemas"]["AlarmOutcome"];
        };
        /**
         * @description To whom a need was taken that nobody accepts.
         * @enum {string}
         */
        EscalatedTo: "community" | "street";
        /**
         * @description What can happen. The names are stable: clients and consumers switch on them.
         * @enum {string}
         */
        EventKind: "need.opened" | "need.changed" | "need.escalated" | "duty.changed" | "call_back.opened" | "call_back.changed" | "visit.asked" | "visit.alarm" | "offer.opened" | "offer.closed" | "task.changed" | "leave.changed" | "portrait.changed" | "street_consent.changed" | "place.offered" | "message.posted" | "rating.changed" | "provider.changed" | "grants.changed" | "account.changed" | "session.ended" | "divisions.changed";
        /** @description A ticket for one stream. */
        EventTicket: {
            /**
             * Format: int64
             * @description How long the ticket lives, in seconds.
             * @example 30
             */
            expires_in: number;
            /**
             * Format: int64
             * @description The number of the newest event now. A client that has no resume point of its own sends it as `last_event_id`, so
             *     that nothing between this answer and the stream is missed.
             */
            last_event_id: number;
            /**
             * @description Send it as `ticket` when opening the stream; it works once.
             * @example 0mVZ1y3cVnqUoG7wRkzJxv9b4dE2hTfLsA8pYcQiN6M
             */
            ticket: string;
        };
        /**
         * @description More time.
         * @example {
         *       "minutes": 30
         *     }
         */
        ExtendVisit: {
            /**
             * Format: int32
             * @description So many minutes more.
             * @example 30
             */
            minutes: number;
        };
        /**
         * @description What is wrong with one field, as a stable word.
         * @enum {string}
         */
        FieldCode: "required" | "format" | "range" | "too_long" | "unknown" | "contradiction" | "not_allowed";
        /** @description One field to correct. */
        FieldError: {
            /** @description What is wrong, as a stable word. */
            code: components["schemas"]["FieldCode"];
            /** @description Dotted path into the request. */
            field: string;
            /** @description The same for a person. */
            message: string;
        };
        /** @description The figures of a division and a span of days. */
        Figures: {
            /**
             * Format: int64
             * @description Attempts to give an administrative matter to a dedicated post: each was refused and counted.
             */
            administrative_attempts: number;
            /**
             * @description The division or zone that was asked for; absent for everything within the caller's scope.
             * @example 510104
             */
            division?: string | null;
            /**
             * Format: date
             * @description First civil day.
             * @example 2026-11-01
             */
            from: string;
            /** @description Needs. */
            needs: components["schemas"]["NeedCounts"];
            /** @description Satisfaction. */
            satisfaction: components["schemas"]["SatisfactionFigures"];
            /** @description Hours of service. */
            service_hours: components["schemas"]["ServiceHours"];
            /**
             * @description The zone of these days.
             * @example Asia/Shanghai
             */
            time_zone: string;
            /**
             * Format: date
             * @description Last civil day, included.
             * @example 2026-11-30
             */
            to: string;
        };
        /**
         * @description What was done.
         * @example {
         *       "minutes": 60,
         *       "note": "陪老人聊天散步，情绪平稳。",
         *       "outcome": "resolved"
         *     }
         */
        FinishTask: {
            /**
             * Format: int32
             * @description Minutes of service.
             */
            minutes: number;
            /**
             * @description The service record, up to 2,000 characters.
             * @example 陪老人聊天散步，情绪平稳，约定下周再来。
             */
            note: string;
            /** @description What came of it: `resolved`, `partly`, `referred` or `unreachable`. */
            outcome: components["schemas"]["Outcome"];
        };
        /** @description A role within a scope. */
        Grant: {
            /** @description Since when. */
            granted_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["GrantId"];
            /** @description Who holds it. */
            person_id: components["schemas"]["PersonId"];
            /** @description The role. */
            role: components["schemas"]["Role"];
            /**
             * @description Code or id of the scope; empty for `own`.
             * @example 510104035017
             */
            scope: string;
            /** @description Kind of scope. */
            scope_kind: components["schemas"]["ScopeKind"];
        };
        /**
         * Format: uuid
         * @description A role given to a person within a scope.
         */
        GrantId: string;
        /**
         * @description A task to hand over.
         * @example {
         *       "task_id": "01935a00-0000-7000-8000-000000000003"
         *     }
         */
        HandOver: {
            /** @description A task that the leave touches. */
            task_id: components["schemas"]["TaskId"];
        };
        /** @description A warning to those who visit. */
        Hazard: {
            /** @description When it was written. */
            created_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["HazardId"];
            /** @description Of what. */
            kind: components["schemas"]["HazardKind"];
            /**
             * @description In words.
             * @example 院里有大狗，请先打电话。
             */
            text?: string | null;
        };
        /**
         * Format: uuid
         * @description A warning to those who visit.
         */
        HazardId: string;
        /**
         * @description What whoever visits has to mind.
         * @enum {string}
         */
        HazardKind: "dog" | "violence" | "infection" | "other";
        /** @description A number to call. */
        Hotline: {
            /**
             * @description Stable code.
             * @example city_service
             */
            code: string;
            /**
             * @description English name.
             * @example Citizens' service line
             */
            en: string;
            /**
             * @description The number, as dialled.
             * @example 12345
             */
            number: string;
            /**
             * @description Chinese name.
             * @example 市民服务热线
             */
            zh: string;
        };
        /** @description A slip about hours. */
        HourCertificate: {
            /**
             * @description By this code anybody can check it.
             * @example 7K2M-9QXD-0B4T-WZ81
             */
            code: string;
            /**
             * Format: date
             * @description First civil day.
             * @example 2026-01-01
             */
            from: string;
            /** @description Id; the slip itself is at `/v1/me/hours/certificates/{id}.pdf`. */
            id: components["schemas"]["HourCertificateId"];
            /** @description When it was made. */
            issued_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Minutes of service.
             * @example 1230
             */
            minutes: number;
            /**
             * Format: int64
             * @description In how many tasks.
             * @example 12
             */
            tasks: number;
            /**
             * Format: date
             * @description Last civil day, included.
             * @example 2026-12-31
             */
            to: string;
        };
        /**
         * Format: uuid
         * @description A slip about a volunteer's hours.
         */
        HourCertificateId: string;
        /** @description Somebody's hours. */
        Hours: {
            /** @description By task, newest first. */
            items: components["schemas"]["HoursOfTask"][];
            /**
             * Format: int64
             * @description All minutes of service, of all tasks.
             * @example 1230
             */
            minutes: number;
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description The hours of one task. */
        HoursOfTask: {
            /**
             * @description Its category.
             * @example companionship
             */
            category: string;
            checked_in_at?: components["schemas"]["Instant"] | null;
            checked_out_at?: components["schemas"]["Instant"] | null;
            /**
             * @description Its community.
             * @example 510104035017
             */
            community: string;
            /** @description What the lead corrected, in order. */
            corrections: components["schemas"]["Correction"][];
            /**
             * Format: int32
             * @description Minutes, corrections included.
             * @example 90
             */
            minutes: number;
            /** @description The task. */
            task_id: components["schemas"]["TaskId"];
        };
        /** @description The copy of the providers that this replica matches with, beside the rows. */
        IndexState: {
            /**
             * @description The copy's digest, 32 hexadecimal digits.
             * @example 00c5a1b2d3e4f5061728394a5b6c7d8e
             */
            checksum: string;
            /**
             * Format: int64
             * @description The last event that is in the copy.
             */
            event_seq: number;
            /** @description Providers in the copy. */
            providers: number;
            /**
             * @description The rows' digest, computed anew; equal to `checksum` once `event_seq` has reached `rows_event_seq`.
             * @example 00c5a1b2d3e4f5061728394a5b6c7d8e
             */
            rows_checksum: string;
            /**
             * Format: int64
             * @description The last event numbered when the rows were read.
             */
            rows_event_seq: number;
            /** @description Providers among the rows that can be matched. */
            rows_providers: number;
        };
        /**
         * Format: date-time
         * @description RFC 3339, UTC, up to microseconds
         * @example 2026-11-23T02:15:00Z
         */
        Instant: string;
        /**
         * @description What kind of division a node is.
         * @enum {string}
         */
        Kind: "city" | "district" | "county" | "county_city" | "street" | "town" | "urban" | "village" | "station";
        /** @description A change of one kind. */
        KindChange: {
            /**
             * @description Its channels to turn on or off; others stay as they are.
             * @example {
             *       "sms": false
             *     }
             */
            channels: {
                [key: string]: boolean;
            };
            /** @description The kind. */
            kind: components["schemas"]["NotificationKind"];
        };
        /** @description One kind, and on which of its channels it goes out. */
        KindSetting: {
            /** @description Whether it goes out whatever is set: it is urgent. */
            always: boolean;
            /**
             * @description On which channels, in the order in which they are tried, and whether they are on. The inbox is always on.
             * @example {
             *       "app": true,
             *       "sms": false,
             *       "wechat": true
             *     }
             */
            channels: {
                [key: string]: boolean;
            };
            /** @description The kind. */
            kind: components["schemas"]["NotificationKind"];
        };
        /** @description The places that were left late. */
        LateLeaveList: {
            /** @description In order of joining. */
            items: components["schemas"]["LateLeaveRow"][];
        };
        /** @description A place that was left late. */
        LateLeaveRow: {
            /** @description When. */
            left_at: components["schemas"]["Instant"];
            /** @description The place in the team. */
            member_id: components["schemas"]["MemberId"];
            /** @description By which provider. */
            provider_id: components["schemas"]["ProviderId"];
            /** @description Why. */
            reason: components["schemas"]["LeaveReason"];
        };
        /** @description How often somebody has left a team late. */
        LateLeavesDto: {
            confirmation_until?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description How often in the last `days`.
             * @example 1
             */
            count: number;
            /**
             * Format: int32
             * @description Within how many days they count.
             * @example 90
             */
            days: number;
            /**
             * Format: int32
             * @description From how many on the lead has to confirm them before they begin.
             * @example 3
             */
            limit: number;
        };
        /** @description A leave. */
        Leave: {
            /**
             * @description The community of their post.
             * @example 510104035017
             */
            community: string;
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["LeaveId"];
            kind?: components["schemas"]["LeaveKind"] | null;
            /** @description The person. */
            person_id: components["schemas"]["PersonId"];
            /** @description Who. */
            provider_id: components["schemas"]["ProviderId"];
            /**
             * @description Why it was refused.
             * @example 当天已有两人请假
             */
            reason?: string | null;
            stand_in_provider_id?: components["schemas"]["ProviderId"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["LeaveState"];
            /** @description Until. */
            until: components["schemas"]["Instant"];
        };
        /**
         * Format: uuid
         * @description A time that somebody is away.
         */
        LeaveId: string;
        /**
         * @description What kind of leave.
         * @enum {string}
         */
        LeaveKind: "annual" | "sick" | "training" | "personal" | "other";
        /**
         * @description Why somebody gives up a task, or a place in its team.
         * @enum {string}
         */
        LeaveReason: "sick" | "conflict" | "not_my_field" | "other";
        /**
         * @description Where a leave stands.
         * @enum {string}
         */
        LeaveState: "asked" | "approved" | "refused" | "cancelled";
        /**
         * @description Why a volunteer leaves a team.
         * @example {
         *       "reason": "sick"
         *     }
         */
        LeaveTask: {
            reason?: components["schemas"]["LeaveReason"] | null;
        };
        /** @description One event, as SSE `data` and as a WebSocket text frame. */
        LiveEvent: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /**
             * Format: uuid
             * @description To which record.
             */
            entity_id: string;
            /**
             * Format: int64
             * @description Its number, the resume point; grows, with gaps (other people's events).
             * @example 4711
             */
            id: number;
            /** @description What happened. */
            kind: components["schemas"]["EventKind"];
            /** @description Ids and states of the record, no personal data: read the record for more. */
            payload: Record<string, never>;
        };
        /** @description What a WebSocket's text frame holds. */
        LiveFrame: components["schemas"]["LiveEvent"] | components["schemas"]["Resync"];
        /**
         * @description How far the caller has read.
         * @example {
         *       "up_to": "01935a00-0000-7000-8000-000000000001"
         *     }
         */
        MarkRead: {
            /** @description Up to and including this message. */
            up_to: components["schemas"]["MessageId"];
        };
        /** @description The own account. */
        Me: {
            /** @description The account. */
            account_id: components["schemas"]["AccountId"];
            /**
             * @description Home community.
             * @example 510104035017
             */
            community?: string | null;
            /** @description Consents given. */
            consents: components["schemas"]["Consent"][];
            /**
             * @description Dialect codes.
             * @example [
             *       "sichuanese"
             *     ]
             */
            dialects: string[];
            /**
             * @description `female` or `male`.
             * @example female
             */
            gender?: string | null;
            /** @description Roles held. */
            grants: components["schemas"]["Grant"][];
            /**
             * @description Name.
             * @example 陈邻秋
             */
            name?: string | null;
            /** @description The person. */
            person_id: components["schemas"]["PersonId"];
            /**
             * @description Phone, masked.
             * @example 126****0001
             */
            phone?: string | null;
            /**
             * Format: int64
             * @description Version, for `If-Match`.
             */
            version: number;
            /** @description Whether a WeChat is linked: sign-in and messages by it. */
            wechat: boolean;
        };
        /** @description Somebody on a team, as those concerned see them. */
        MemberDto: {
            /**
             * @description Certificate, for leads.
             * @example assistant
             */
            certificate?: string | null;
            check_in_by?: components["schemas"]["ArrivedBy"] | null;
            /**
             * Format: int32
             * @description How far from the place, metres.
             */
            check_in_distance_m?: number | null;
            checked_in_at?: components["schemas"]["Instant"] | null;
            checked_out_at?: components["schemas"]["Instant"] | null;
            expected_until?: components["schemas"]["Instant"] | null;
            /** @description Id of the place in the team. */
            id: components["schemas"]["MemberId"];
            /** @description Since when. */
            joined_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description Minutes of service.
             */
            minutes?: number | null;
            /**
             * @description Name.
             * @example 陈邻秋
             */
            name?: string | null;
            portrait_id?: components["schemas"]["PortraitId"] | null;
            /** @description As which provider. */
            provider_id: components["schemas"]["ProviderId"];
            /** @description Lead or volunteer. */
            role: components["schemas"]["MemberRole"];
            /** @description Where they stand. */
            state: components["schemas"]["MemberState"];
        };
        /**
         * Format: uuid
         * @description A person's place in a task's team.
         */
        MemberId: string;
        /**
         * @description What somebody does in a team.
         * @enum {string}
         */
        MemberRole: "lead" | "volunteer";
        /**
         * @description Where somebody stands in a team.
         * @enum {string}
         */
        MemberState: "joined" | "confirmed" | "refused" | "left";
        /** @description Somebody's belonging to an organisation. */
        Membership: {
            /** @description Id. */
            id: components["schemas"]["MembershipId"];
            /**
             * @description Their name, if it is known.
             * @example 何善邻
             */
            name?: string | null;
            /** @description Who. */
            person_id: components["schemas"]["PersonId"];
            /** @description From when. */
            since: components["schemas"]["Instant"];
            until?: components["schemas"]["Instant"] | null;
        };
        /**
         * Format: uuid
         * @description A person's belonging to an organisation.
         */
        MembershipId: string;
        /** @description A message. */
        Message: {
            /** @description When. */
            created_at: components["schemas"]["Instant"];
            /** @description As what its author speaks. */
            from: components["schemas"]["AuthorRole"];
            /** @description Id. */
            id: components["schemas"]["MessageId"];
            member_id?: components["schemas"]["MemberId"] | null;
            /** @description Whether it is the caller's own. */
            mine: boolean;
            photo?: components["schemas"]["Photo"] | null;
            /**
             * @description The text; absent for a photo, and when the person served was erased.
             * @example 我在小区东门，马上到。
             */
            text?: string | null;
        };
        /**
         * @description A way to reach a person outside of the app.
         * @enum {string}
         */
        MessageChannel: "app" | "wechat" | "sms" | "word";
        /**
         * Format: uuid
         * @description A message of a task's conversation.
         */
        MessageId: string;
        /** @description A code with its names. */
        Named: {
            /**
             * @description Stable code.
             * @example companionship
             */
            code: string;
            /**
             * @description English name.
             * @example Company
             */
            en: string;
            /**
             * @description Chinese name.
             * @example 陪伴
             */
            zh: string;
        };
        /** @description An open task nearby. */
        NearbyTask: {
            /**
             * Format: int32
             * @description From the cell's centre, metres, rounded to 100.
             */
            distance_m: number;
            /** @description The need, as far as it may be seen. */
            need: components["schemas"]["NeedGlimpse"];
            /** @description The task. */
            task_id: components["schemas"]["TaskId"];
            /**
             * @description `lead` when it needs somebody to lead, `volunteer` when it has places for volunteers.
             * @example lead
             */
            wanted: string;
        };
        /** @description Open tasks nearby, the nearest first; at most 50. */
        NearbyTasks: {
            /** @description The tasks. */
            items: components["schemas"]["NearbyTask"][];
        };
        /** @description A provider near a place. */
        NearestProvider: {
            /**
             * Format: int32
             * @description Tasks that can be held at once.
             */
            capacity: number;
            /**
             * @description The highest valid certificate.
             * @example assistant
             */
            certificate?: string | null;
            /**
             * @description Community, 12 digits.
             * @example 510104035017
             */
            community: string;
            /**
             * Format: int64
             * @description Between the centres of the 500 m cells, metres, rounded to 100.
             * @example 700
             */
            distance_m: number;
            /** @description Social worker or volunteer. */
            kind: components["schemas"]["ProviderKind"];
            /**
             * Format: int32
             * @description Tasks held now.
             */
            load: number;
            /** @description Id. */
            provider_id: components["schemas"]["ProviderId"];
            /**
             * @description Skill codes.
             * @example [
             *       "companionship"
             *     ]
             */
            skills: string[];
        };
        /** @description The nearest providers, nearest first. */
        NearestProviders: {
            /** @description At most as many as were asked for: there is no next page, ask for more or farther away. */
            items: components["schemas"]["NearestProvider"][];
        };
        /** @description A need, with what the caller needs to know of it. */
        Need: components["schemas"]["NeedRow"] & {
            /**
             * @description Building, entrance, floor.
             * @example 示范水杉小区3栋2单元
             */
            address?: string | null;
            /** @description Whether a category was chosen; else somebody has to sort it by what was said. */
            category_chosen: boolean;
            /**
             * @description 500 m cell.
             * @example r6801c19931
             */
            cell: string;
            /** @description Where it came from. */
            channel: components["schemas"]["Channel"];
            client?: components["schemas"]["ClientDto"] | null;
            closed_by?: components["schemas"]["ClosedBy"] | null;
            /**
             * @description In the own words.
             * @example 要人陪。
             */
            description?: string | null;
            hotline?: components["schemas"]["Hotline"] | null;
            /** @description Numbers to call at once; of an emergency never empty. */
            numbers?: components["schemas"]["Hotline"][];
            on_duty?: components["schemas"]["OnDuty"] | null;
            /** @description Photos; their files are at `/v1/photos/{id}`. */
            photos: components["schemas"]["Photo"][];
            place?: components["schemas"]["PlaceDto"] | null;
            /** @description What the resident would rather have. */
            preferences: components["schemas"]["Preferences"];
            referral?: components["schemas"]["Referral"] | null;
            /** @description Its way so far. */
            steps: components["schemas"]["StepDto"][];
            /**
             * @description Target groups; like the text for those only who need to know.
             * @example [
             *       "elderly"
             *     ]
             */
            target_groups: string[];
            /** @description Voice notes. */
            voice_notes: components["schemas"]["VoiceNoteDto"][];
            /**
             * Format: int32
             * @description Volunteer places.
             */
            volunteers: number;
            works_from?: components["schemas"]["Instant"] | null;
        };
        /** @description Needs that were posted in these days. */
        NeedCounts: {
            /**
             * Format: int64
             * @description How many of them somebody accepted.
             */
            accepted: number;
            /**
             * @description How many, by how they ended.
             * @example {
             *       "partly": 2,
             *       "referred": 2,
             *       "resolved": 36
             *     }
             */
            by_outcome: {
                [key: string]: number;
            };
            /**
             * @description How many, by the state in which they are now.
             * @example {
             *       "closed": 40,
             *       "in_service": 1,
             *       "open": 3
             *     }
             */
            by_state: {
                [key: string]: number;
            };
            /**
             * Format: double
             * @description Median of the minutes from opening to the first acceptance, to a tenth; absent when none was accepted.
             * @example 18.5
             */
            median_minutes_to_accept?: number | null;
            /**
             * Format: int64
             * @description How many were posted; drafts are not.
             */
            posted: number;
        };
        /** @description A need that was just made. */
        NeedCreated: components["schemas"]["Need"] & {
            /** @description Needs of the same person or place, category and week. */
            possible_duplicates: components["schemas"]["Duplicate"][];
            /**
             * @description Follows the need without an account; shown this once.
             * @example 7K2M-9QXD-0B4T-WZ81
             */
            tracking_code: string;
        };
        /** @description What a provider sees of a need before acceptance: nothing personal, no exact place. */
        NeedGlimpse: {
            /**
             * @description Category.
             * @example companionship
             */
            category: string;
            /**
             * @description 500 m cell.
             * @example r6801c19931
             */
            cell: string;
            /**
             * @description Community.
             * @example 510104035017
             */
            community: string;
            /**
             * Format: int32
             * @description How long a visit takes, roughly.
             */
            duration_minutes: number;
            /**
             * @description Skills that the lead needs.
             * @example [
             *       "companionship"
             *     ]
             */
            skills: string[];
            /**
             * @description A neutral summary in the language of the request.
             * @example 想有人陪着坐坐、说说话。
             */
            summary: string;
            /** @description How soon. */
            urgency: components["schemas"]["Urgency"];
            /**
             * Format: int32
             * @description Volunteer places.
             */
            volunteers: number;
            window?: components["schemas"]["WindowDto"] | null;
        };
        /**
         * Format: uuid
         * @description What a resident asks for.
         */
        NeedId: string;
        /** @description A need in a list: nothing personal. */
        NeedRow: {
            accept_by?: components["schemas"]["Instant"] | null;
            /**
             * @description Category.
             * @example companionship
             */
            category: string;
            /**
             * @description Community.
             * @example 510104035017
             */
            community: string;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            escalated_to?: components["schemas"]["EscalatedTo"] | null;
            /** @description Id. */
            id: components["schemas"]["NeedId"];
            outcome?: components["schemas"]["Outcome"] | null;
            /**
             * @description Number for the telephone.
             * @example 1000017
             */
            short_number: string;
            /** @description State. */
            state: components["schemas"]["NeedState"];
            /** @description What kind of matter. */
            triage: components["schemas"]["Triage"];
            /** @description How soon. */
            urgency: components["schemas"]["Urgency"];
            /**
             * Format: int64
             * @description Version, for `If-Match`.
             */
            version: number;
            window?: components["schemas"]["WindowDto"] | null;
        };
        /**
         * @description Where a need stands.
         * @enum {string}
         */
        NeedState: "draft" | "open" | "matched" | "in_service" | "done" | "closed" | "cancelled" | "expired";
        /** @description A need that was just sent on its way. */
        NeedSubmitted: components["schemas"]["NeedRow"] & {
            /** @description Needs of the same person or place, category and week. */
            possible_duplicates: components["schemas"]["Duplicate"][];
        };
        /** @description Something that the reader is told. */
        Notification: {
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["NotificationId"];
            /** @description What it tells of. */
            kind: components["schemas"]["NotificationKind"];
            need_id?: components["schemas"]["NeedId"] | null;
            /** @description How pressing it is. */
            priority: components["schemas"]["Priority"];
            read_at?: components["schemas"]["Instant"] | null;
            /** @description What it is about. */
            subject: components["schemas"]["Subject"];
            /**
             * Format: uuid
             * @description Which of those.
             */
            subject_id: string;
            task_id?: components["schemas"]["TaskId"] | null;
            /**
             * @description What it says, in the reader's language.
             * @example 您的需求（陪诊，编号 1238）已有人接单。请打开近邻查看来的是谁。近邻从不收费。
             */
            text: string;
            /**
             * @description Its head, in the reader's language.
             * @example 有人接单了
             */
            title: string;
        };
        /**
         * Format: uuid
         * @description Something that a person is told.
         */
        NotificationId: string;
        /**
         * @description What a notification tells of.
         * @enum {string}
         */
        NotificationKind: "offer_received" | "place_offered" | "need_received" | "need_accepted" | "need_reopened" | "visit_begun" | "need_done" | "need_ended" | "need_escalated" | "call_back_asked" | "visit_asked" | "visit_alarm" | "task_cancelled" | "message_received" | "duty_changed" | "leave_asked" | "leave_changed" | "portrait_waiting" | "portrait_decided" | "consent_asked" | "consent_decided" | "account_changed" | "roles_changed";
        /** @description What a person wants to be told, and when. */
        NotificationSettings: {
            /** @description Whether what may wait goes out together, once a day. */
            digest: boolean;
            /**
             * @description When that is, in the city's time.
             * @example 18:00
             */
            digest_at: string;
            /** @description All kinds. */
            kinds: components["schemas"]["KindSetting"][];
            /**
             * @description `zh` or `en`.
             * @example zh
             */
            language: string;
            quiet?: components["schemas"]["QuietHours"] | null;
            /**
             * Format: int64
             * @description For `If-Match`.
             * @example 2
             */
            version: number;
        };
        /** @description A number to dial. */
        NumberToCall: {
            /**
             * @description The number.
             * @example 17000000001
             */
            number: string;
            until?: components["schemas"]["Instant"] | null;
            /** @description Whose it is. */
            way: components["schemas"]["CallWay"];
        };
        /** @description An offer (派单), or an invitation to volunteers (服务邀请). */
        OfferDto: {
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description From the cell's centre, metres, rounded to 100.
             */
            distance_m: number;
            /** @description Until when it may be answered. */
            expires_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["OfferId"];
            /** @description What it is. */
            kind: components["schemas"]["OfferKind"];
            /** @description The need, as far as it may be seen. */
            need: components["schemas"]["NeedGlimpse"];
            need_id?: components["schemas"]["NeedId"] | null;
            /** @description As which provider. */
            provider_id: components["schemas"]["ProviderId"];
            /** @description Where it stands. */
            state: components["schemas"]["OfferState"];
            /** @description The task. */
            task_id: components["schemas"]["TaskId"];
            /** @description Why this person. */
            why: components["schemas"]["WhyDto"][];
        };
        /**
         * Format: uuid
         * @description One provider being asked to take one task.
         */
        OfferId: string;
        /**
         * @description What an offer is.
         * @enum {string}
         */
        OfferKind: "instant" | "exclusive" | "invitation";
        /**
         * @description Where an offer stands.
         * @enum {string}
         */
        OfferState: "open" | "accepted" | "declined" | "expired" | "withdrawn";
        /** @description Somebody who is posted for. */
        OnBehalfOf: {
            /** @description They agreed to be posted for. */
            consent: boolean;
            /**
             * @description Their name, up to 40 characters.
             * @example 王奶奶
             */
            name?: string | null;
            /** @description Their phone, if they have one. */
            phone?: string | null;
            /**
             * @description What the poster is to them.
             * @example 女儿
             */
            relation: string;
        };
        /** @description Who looks after an emergency, for whoever posted it. */
        OnDuty: {
            /** @description Whether somebody on duty was told and calls back; if not, nobody is there, and the numbers are all there is. */
            called: boolean;
            due_at?: components["schemas"]["Instant"] | null;
        };
        /** @description An organisation. */
        Organisation: {
            /**
             * @description The community of its seat; absent for one of the whole city.
             * @example 510104035017
             */
            community?: string | null;
            /** @description Id. */
            id: components["schemas"]["OrganisationId"];
            /** @description Kind. */
            kind: components["schemas"]["OrganisationKind"];
            /**
             * @description Name.
             * @example 近邻社会工作服务中心
             */
            name: string;
            /**
             * Format: int64
             * @description Version, for `If-Match`.
             */
            version: number;
        };
        /**
         * Format: uuid
         * @description An agency, property company, charity or team.
         */
        OrganisationId: string;
        /**
         * @description Kinds of organisations.
         * @enum {string}
         */
        OrganisationKind: "agency" | "property" | "owners_committee" | "charity" | "volunteer_team";
        /**
         * @description Who looks without a role.
         * @enum {string}
         */
        OtherActor: "self" | "system" | "anonymous";
        /**
         * @description How a need ended.
         * @enum {string}
         */
        Outcome: "resolved" | "partly" | "referred" | "unreachable" | "withdrawn";
        /**
         * @description Whether the other side may have one's own number.
         * @example {
         *       "agree": true
         *     }
         */
        OwnNumber: {
            /** @description Whether they may. */
            agree: boolean;
        };
        /** @description Who let the other side have their own number. */
        OwnNumbers: {
            /** @description Whether the caller did. */
            agreed: boolean;
            /** @description Whether somebody of the other side did: with both, calls go without a relay. */
            other_agreed: boolean;
        };
        /** @description One page of a list. */
        Page_AlarmRow: {
            /** @description The rows. */
            items: {
                /**
                 * @description Community.
                 * @example 510104035017
                 */
                community: string;
                /** @description Since when. */
                created_at: components["schemas"]["Instant"];
                ended_at?: components["schemas"]["Instant"] | null;
                /** @description Id. */
                id: components["schemas"]["AlarmId"];
                /** @description Why. */
                kind: components["schemas"]["AlarmKind"];
                /** @description The visitor's place in the team. */
                member_id: components["schemas"]["MemberId"];
                /** @description Of which need. */
                need_id: components["schemas"]["NeedId"];
                outcome?: components["schemas"]["AlarmOutcome"] | null;
                /** @description Where it stands. */
                state: components["schemas"]["AlarmState"];
                /** @description Of which task. */
                task_id: components["schemas"]["TaskId"];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_AuditEntry: {
            /** @description The rows. */
            items: {
                /** @description In which role; `self` for the caller, `system` for the platform, `anonymous` for somebody not signed in. */
                actor: components["schemas"]["ActorRole"];
                /** @description When. */
                at: components["schemas"]["Instant"];
                /**
                 * @description Which fields of it.
                 * @example [
                 *       "name",
                 *       "phone"
                 *     ]
                 */
                fields: string[];
                /** @description Id. */
                id: components["schemas"]["AuditId"];
                /**
                 * @description The operation's `operationId`, or the name of a job.
                 * @example show_task
                 */
                operation: string;
                /**
                 * @description Kind of record.
                 * @example persons
                 */
                record: string;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_CallBack: {
            /** @description The rows. */
            items: {
                /**
                 * Format: int32
                 * @description The how-manieth who is asked.
                 */
                attempt: number;
                /**
                 * @description Its community.
                 * @example 510104035017
                 */
                community: string;
                /** @description When it was made. */
                created_at: components["schemas"]["Instant"];
                /** @description Until when it has to be taken. */
                due_at: components["schemas"]["Instant"];
                /** @description Id. */
                id: components["schemas"]["CallBackId"];
                /** @description About which need. */
                need_id: components["schemas"]["NeedId"];
                outcome?: components["schemas"]["CallBackOutcome"] | null;
                /** @description Who is asked. */
                person_id: components["schemas"]["PersonId"];
                /** @description Where it stands. */
                state: components["schemas"]["CallBackState"];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Certificate: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date
                 * @description Its last valid day.
                 */
                expires_on?: string | null;
                /** @description Id. */
                id: components["schemas"]["CertificateId"];
                /**
                 * Format: date
                 * @description On which day.
                 */
                issued_on: string;
                /**
                 * @description Who issued it.
                 * @example 示范发证机关
                 */
                issuer: string;
                /**
                 * @description `local_aide`, `assistant`, `intermediate` or `senior`.
                 * @example assistant
                 */
                level: string;
                /**
                 * @description Its number.
                 * @example 2026-51-000001
                 */
                number: string;
                /** @description Whether it is valid today. */
                valid: boolean;
                verified_at?: components["schemas"]["Instant"] | null;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Compound: {
            /** @description The rows. */
            items: {
                /**
                 * @description Community.
                 * @example 510104035017
                 */
                community: string;
                /** @description Id. */
                id: components["schemas"]["CompoundId"];
                /**
                 * @description Name.
                 * @example 水杉小区
                 */
                name: string;
                place?: components["schemas"]["PlaceDto"] | null;
                property_organisation_id?: components["schemas"]["OrganisationId"] | null;
                /**
                 * Format: int64
                 * @description Version, for `If-Match`.
                 */
                version: number;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Delivery: {
            /** @description The rows. */
            items: {
                /**
                 * Format: int32
                 * @description How often it was tried.
                 * @example 1
                 */
                attempts: number;
                /** @description On which channel. */
                channel: components["schemas"]["MessageChannel"];
                /**
                 * @description What the channel said last.
                 * @example 43101
                 */
                code?: string | null;
                /** @description When it was made. */
                created_at: components["schemas"]["Instant"];
                /** @description Not before. */
                due_at: components["schemas"]["Instant"];
                ended_at?: components["schemas"]["Instant"] | null;
                /** @description Id. */
                id: components["schemas"]["DeliveryId"];
                /** @description What it tells of. */
                kind: components["schemas"]["NotificationKind"];
                need_id?: components["schemas"]["NeedId"] | null;
                /** @description To whom. */
                person_id: components["schemas"]["PersonId"];
                /** @description Where it stands. */
                state: components["schemas"]["DeliveryState"];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Grant: {
            /** @description The rows. */
            items: {
                /** @description Since when. */
                granted_at: components["schemas"]["Instant"];
                /** @description Id. */
                id: components["schemas"]["GrantId"];
                /** @description Who holds it. */
                person_id: components["schemas"]["PersonId"];
                /** @description The role. */
                role: components["schemas"]["Role"];
                /**
                 * @description Code or id of the scope; empty for `own`.
                 * @example 510104035017
                 */
                scope: string;
                /** @description Kind of scope. */
                scope_kind: components["schemas"]["ScopeKind"];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_HourCertificate: {
            /** @description The rows. */
            items: {
                /**
                 * @description By this code anybody can check it.
                 * @example 7K2M-9QXD-0B4T-WZ81
                 */
                code: string;
                /**
                 * Format: date
                 * @description First civil day.
                 * @example 2026-01-01
                 */
                from: string;
                /** @description Id; the slip itself is at `/v1/me/hours/certificates/{id}.pdf`. */
                id: components["schemas"]["HourCertificateId"];
                /** @description When it was made. */
                issued_at: components["schemas"]["Instant"];
                /**
                 * Format: int64
                 * @description Minutes of service.
                 * @example 1230
                 */
                minutes: number;
                /**
                 * Format: int64
                 * @description In how many tasks.
                 * @example 12
                 */
                tasks: number;
                /**
                 * Format: date
                 * @description Last civil day, included.
                 * @example 2026-12-31
                 */
                to: string;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Leave: {
            /** @description The rows. */
            items: {
                /**
                 * @description The community of their post.
                 * @example 510104035017
                 */
                community: string;
                /** @description From. */
                from: components["schemas"]["Instant"];
                /** @description Id. */
                id: components["schemas"]["LeaveId"];
                kind?: components["schemas"]["LeaveKind"] | null;
                /** @description The person. */
                person_id: components["schemas"]["PersonId"];
                /** @description Who. */
                provider_id: components["schemas"]["ProviderId"];
                /**
                 * @description Why it was refused.
                 * @example 当天已有两人请假
                 */
                reason?: string | null;
                stand_in_provider_id?: components["schemas"]["ProviderId"] | null;
                /** @description Where it stands. */
                state: components["schemas"]["LeaveState"];
                /** @description Until. */
                until: components["schemas"]["Instant"];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Membership: {
            /** @description The rows. */
            items: {
                /** @description Id. */
                id: components["schemas"]["MembershipId"];
                /**
                 * @description Their name, if it is known.
                 * @example 何善邻
                 */
                name?: string | null;
                /** @description Who. */
                person_id: components["schemas"]["PersonId"];
                /** @description From when. */
                since: components["schemas"]["Instant"];
                until?: components["schemas"]["Instant"] | null;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_NeedRow: {
            /** @description The rows. */
            items: {
                accept_by?: components["schemas"]["Instant"] | null;
                /**
                 * @description Category.
                 * @example companionship
                 */
                category: string;
                /**
                 * @description Community.
                 * @example 510104035017
                 */
                community: string;
                /** @description When it was made. */
                created_at: components["schemas"]["Instant"];
                escalated_to?: components["schemas"]["EscalatedTo"] | null;
                /** @description Id. */
                id: components["schemas"]["NeedId"];
                outcome?: components["schemas"]["Outcome"] | null;
                /**
                 * @description Number for the telephone.
                 * @example 1000017
                 */
                short_number: string;
                /** @description State. */
                state: components["schemas"]["NeedState"];
                /** @description What kind of matter. */
                triage: components["schemas"]["Triage"];
                /** @description How soon. */
                urgency: components["schemas"]["Urgency"];
                /**
                 * Format: int64
                 * @description Version, for `If-Match`.
                 */
                version: number;
                window?: components["schemas"]["WindowDto"] | null;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Notification: {
            /** @description The rows. */
            items: {
                /** @description When it was made. */
                created_at: components["schemas"]["Instant"];
                /** @description Id. */
                id: components["schemas"]["NotificationId"];
                /** @description What it tells of. */
                kind: components["schemas"]["NotificationKind"];
                need_id?: components["schemas"]["NeedId"] | null;
                /** @description How pressing it is. */
                priority: components["schemas"]["Priority"];
                read_at?: components["schemas"]["Instant"] | null;
                /** @description What it is about. */
                subject: components["schemas"]["Subject"];
                /**
                 * Format: uuid
                 * @description Which of those.
                 */
                subject_id: string;
                task_id?: components["schemas"]["TaskId"] | null;
                /**
                 * @description What it says, in the reader's language.
                 * @example 您的需求（陪诊，编号 1238）已有人接单。请打开近邻查看来的是谁。近邻从不收费。
                 */
                text: string;
                /**
                 * @description Its head, in the reader's language.
                 * @example 有人接单了
                 */
                title: string;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_OfferDto: {
            /** @description The rows. */
            items: {
                /** @description When it was made. */
                created_at: components["schemas"]["Instant"];
                /**
                 * Format: int32
                 * @description From the cell's centre, metres, rounded to 100.
                 */
                distance_m: number;
                /** @description Until when it may be answered. */
                expires_at: components["schemas"]["Instant"];
                /** @description Id. */
                id: components["schemas"]["OfferId"];
                /** @description What it is. */
                kind: components["schemas"]["OfferKind"];
                /** @description The need, as far as it may be seen. */
                need: components["schemas"]["NeedGlimpse"];
                need_id?: components["schemas"]["NeedId"] | null;
                /** @description As which provider. */
                provider_id: components["schemas"]["ProviderId"];
                /** @description Where it stands. */
                state: components["schemas"]["OfferState"];
                /** @description The task. */
                task_id: components["schemas"]["TaskId"];
                /** @description Why this person. */
                why: components["schemas"]["WhyDto"][];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Organisation: {
            /** @description The rows. */
            items: {
                /**
                 * @description The community of its seat; absent for one of the whole city.
                 * @example 510104035017
                 */
                community?: string | null;
                /** @description Id. */
                id: components["schemas"]["OrganisationId"];
                /** @description Kind. */
                kind: components["schemas"]["OrganisationKind"];
                /**
                 * @description Name.
                 * @example 近邻社会工作服务中心
                 */
                name: string;
                /**
                 * Format: int64
                 * @description Version, for `If-Match`.
                 */
                version: number;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_PortraitRow: {
            /** @description The rows. */
            items: (components["schemas"]["Portrait"] & {
                /**
                 * @description The community of their post, or where a volunteer lives.
                 * @example 510104035017
                 */
                community: string;
                /**
                 * @description The person's name.
                 * @example 陈邻秋
                 */
                name?: string | null;
            })[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Provider: {
            /** @description The rows. */
            items: {
                base_place?: components["schemas"]["PlaceDto"] | null;
                /**
                 * Format: int32
                 * @description Tasks at once.
                 */
                capacity: number;
                /**
                 * @description The highest valid certificate: `local_aide`, `assistant`, `intermediate` or `senior`.
                 * @example assistant
                 */
                certificate?: string | null;
                /**
                 * @description What the provider has been checked for.
                 * @example [
                 *       "home_visit"
                 *     ]
                 */
                clearance: string[];
                /**
                 * @description The community, 12 digits.
                 * @example 510104035017
                 */
                community: string;
                /**
                 * @description Its name from the county down.
                 * @example 锦江区 成龙路街道 水杉社区
                 */
                community_name: string;
                /**
                 * Format: uuid
                 * @description The compound that the provider lives in; shown to nobody else.
                 */
                compound?: string | null;
                /** @description Since when. */
                created_at: components["schemas"]["Instant"];
                /** @description Id. */
                id: components["schemas"]["ProviderId"];
                /** @description `social_worker` or `volunteer`. */
                kind: components["schemas"]["ProviderKind"];
                /**
                 * Format: int32
                 * @description Tasks held now.
                 */
                load: number;
                /**
                 * @description Name, for those who may see it.
                 * @example 陈邻秋
                 */
                name?: string | null;
                /** @description Whether this is a dedicated post. */
                on_dedicated_post: boolean;
                /** @description Whether offers are wanted. */
                on_duty: boolean;
                /** @description Whether a leave runs: no offers meanwhile. */
                on_leave: boolean;
                /** @description Who. */
                person_id: components["schemas"]["PersonId"];
                /**
                 * @description Phone, for those who may see it.
                 * @example 12600000001
                 */
                phone?: string | null;
                /**
                 * Format: int32
                 * @description How far the provider goes, in metres.
                 */
                radius_m: number;
                satisfaction?: components["schemas"]["SatisfactionSummary"] | null;
                /**
                 * @description Skill codes.
                 * @example [
                 *       "companionship"
                 *     ]
                 */
                skills: string[];
                /**
                 * Format: int64
                 * @description Version, for `If-Match`.
                 */
                version: number;
                /** @description When. */
                week: components["schemas"]["Slot"][];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Shift: {
            /** @description The rows. */
            items: {
                /**
                 * @description Community or street.
                 * @example 510104035017
                 */
                division: string;
                /** @description From. */
                from: components["schemas"]["Instant"];
                /** @description Id. */
                id: components["schemas"]["ShiftId"];
                /** @description Who is on duty. */
                person_id: components["schemas"]["PersonId"];
                stand_in_person_id?: components["schemas"]["PersonId"] | null;
                /** @description Until. */
                until: components["schemas"]["Instant"];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_StreetConsent: {
            /** @description The rows. */
            items: {
                /** @description Who asked, or gave it unasked. */
                asked_by: components["schemas"]["PersonId"];
                /**
                 * @description Whose needs.
                 * @example 510104035
                 */
                asking_street: string;
                /**
                 * @description For which categories; absent for all.
                 * @example [
                 *       "health_escort"
                 *     ]
                 */
                categories?: string[] | null;
                decided_at?: components["schemas"]["Instant"] | null;
                decided_by?: components["schemas"]["PersonId"] | null;
                /** @description From when on. */
                from: components["schemas"]["Instant"];
                /**
                 * @description Whose workers.
                 * @example 510104020
                 */
                giving_street: string;
                /** @description Id. */
                id: components["schemas"]["StreetConsentId"];
                /**
                 * @description What whoever asked said about it.
                 * @example 年底前两名社工休产假
                 */
                note?: string | null;
                /**
                 * @description Why it was refused.
                 * @example 本街道社工已满负荷
                 */
                reason?: string | null;
                /** @description Where it stands. */
                state: components["schemas"]["ConsentState"];
                /** @description Until when. */
                until: components["schemas"]["Instant"];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_TaskRow: {
            /** @description The rows. */
            items: {
                /**
                 * @description Category.
                 * @example companionship
                 */
                category: string;
                checked_in_at?: components["schemas"]["Instant"] | null;
                /**
                 * @description Community.
                 * @example 510104035017
                 */
                community: string;
                confirmed_at?: components["schemas"]["Instant"] | null;
                finished_at?: components["schemas"]["Instant"] | null;
                held_at?: components["schemas"]["Instant"] | null;
                /** @description Id. */
                id: components["schemas"]["TaskId"];
                /** @description The need. */
                need_id: components["schemas"]["NeedId"];
                /** @description State. */
                state: components["schemas"]["TaskState"];
                /**
                 * Format: int32
                 * @description The how-manieth visit.
                 */
                visit_no: number;
                /**
                 * Format: int32
                 * @description Places taken.
                 */
                volunteers_joined: number;
                /**
                 * Format: int32
                 * @description Volunteer places.
                 */
                volunteers_wanted: number;
                window?: components["schemas"]["WindowDto"] | null;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_WaitingPlaceDto: {
            /** @description The rows. */
            items: {
                answer_by?: components["schemas"]["Instant"] | null;
                /** @description Id. */
                id: components["schemas"]["WaitingId"];
                /**
                 * Format: int32
                 * @description The how-manieth in the line, from 1; absent when they stand in it no more.
                 * @example 2
                 */
                position?: number | null;
                /** @description Since when. */
                since: components["schemas"]["Instant"];
                /** @description Where they stand. */
                state: components["schemas"]["WaitingState"];
                /** @description For which task. */
                task_id: components["schemas"]["TaskId"];
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_WordOfMouth: {
            /** @description The rows. */
            items: {
                /** @description Since when. */
                created_at: components["schemas"]["Instant"];
                /** @description Id. */
                id: components["schemas"]["DeliveryId"];
                need_id?: components["schemas"]["NeedId"] | null;
                /** @description Whom to tell; name and address are with the need. */
                person_id: components["schemas"]["PersonId"];
                /** @description Where it stands. */
                state: components["schemas"]["DeliveryState"];
                /**
                 * @description What to say.
                 * @example 您的需求（陪诊，编号 1238）已有人接单。
                 */
                text: string;
            }[];
            /**
             * @description Send it as `cursor` for the next page; absent on the last.
             * @example AZNaAHwecACAAAAAAAAAAQ
             */
            next_cursor?: string | null;
        };
        /**
         * @description Why two go, or why the lead goes first.
         * @enum {string}
         */
        PairReason: "first_visit" | "night" | "risk" | "child";
        /**
         * Format: uuid
         * @description A human being, with or without an account.
         */
        PersonId: string;
        /** @description A photo's row. */
        Photo: {
            /**
             * Format: int32
             * @description Size of the full JPEG, bytes.
             * @example 412345
             */
            bytes: number;
            /** @description When it was sent. */
            created_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description Height of the full size, pixels.
             * @example 2048
             */
            height: number;
            /** @description Id. */
            id: components["schemas"]["PhotoId"];
            /**
             * Format: int32
             * @description Width of the full size, pixels.
             * @example 1536
             */
            width: number;
        };
        /**
         * Format: uuid
         * @description A photo of a need or of a conversation.
         */
        PhotoId: string;
        /**
         * @description A place in a named coordinate system; without one it means nothing (the two systems used in China differ by hundreds of metres).
         * @example {
         *       "crs": "wgs84",
         *       "lat": 30.65,
         *       "lon": 104.08
         *     }
         */
        PlaceDto: {
            /** @description Coordinate system. */
            crs: string;
            /**
             * Format: double
             * @description Latitude, degrees.
             */
            lat: number;
            /**
             * Format: double
             * @description Longitude, degrees.
             */
            lon: number;
        };
        /**
         * @description What `wx.requestSubscribeMessage` said of a template.
         * @enum {string}
         */
        PopupResult: "accept" | "acceptWithAudio" | "acceptWithAlert" | "reject" | "ban" | "filter";
        /** @description A portrait, as its owner and officers see it; the picture is at `GET /v1/portraits/{id}`. */
        Portrait: {
            /**
             * Format: int32
             * @description Size of the full JPEG, bytes.
             * @example 123456
             */
            bytes: number;
            /** @description When it was sent. */
            created_at: components["schemas"]["Instant"];
            decided_at?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description Height of the full size, pixels.
             * @example 1024
             */
            height: number;
            /** @description Id; another picture has another one. */
            id: components["schemas"]["PortraitId"];
            /** @description Whose. */
            provider_id: components["schemas"]["ProviderId"];
            /**
             * @description Why it was refused.
             * @example 看不清脸，请换一张正面照
             */
            reason?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["PortraitState"];
            wechat?: components["schemas"]["Verdict"] | null;
            /**
             * Format: int32
             * @description Width of the full size, pixels.
             * @example 768
             */
            width: number;
        };
        /**
         * Format: uuid
         * @description A provider's portrait.
         */
        PortraitId: string;
        /** @description A portrait in an officer's list, with whose it should be. */
        PortraitRow: components["schemas"]["Portrait"] & {
            /**
             * @description The community of their post, or where a volunteer lives.
             * @example 510104035017
             */
            community: string;
            /**
             * @description The person's name.
             * @example 陈邻秋
             */
            name?: string | null;
        };
        /** @description Where a provider's portrait stands. */
        PortraitStanding: {
            next?: components["schemas"]["Portrait"] | null;
            shown?: components["schemas"]["Portrait"] | null;
        };
        /**
         * @description Where a portrait stands.
         * @enum {string}
         */
        PortraitState: "checking" | "held" | "shown" | "refused";
        /** @description A live position was taken. */
        PositionKept: {
            /** @description Until when it is known, unless a new one comes. */
            expires_at: components["schemas"]["Instant"];
        };
        /**
         * @description A text.
         * @example {
         *       "text": "我在小区东门，马上到。"
         *     }
         */
        PostMessage: {
            /**
             * @description Up to 1,000 characters.
             * @example 我在小区东门，马上到。
             */
            text: string;
        };
        /** @description What the resident would rather have. */
        Preferences: {
            /**
             * @description A dialect of the taxonomy.
             * @default null
             * @example sichuanese
             */
            dialect?: string | null;
            /**
             * @description `female` or `male`.
             * @default null
             * @example female
             */
            gender?: string | null;
            /**
             * @description Nobody from the own compound.
             * @default false
             */
            not_own_compound?: boolean;
        };
        /**
         * @description How pressing a notification is.
         * @enum {string}
         */
        Priority: "normal" | "high" | "urgent";
        /**
         * Problem
         * @description The shape of every error answer, for the API description.
         * @example {
         *       "code": "invalid",
         *       "errors": [
         *         {
         *           "code": "range",
         *           "field": "place.lat",
         *           "message": "超出范围"
         *         }
         *       ],
         *       "status": 422,
         *       "title": "有些内容需要修改，请看标出的字段。",
         *       "type": "https://jinlin.example/errors#invalid"
         *     }
         */
        Problem: {
            /**
             * @description The stable machine-readable code.
             * @example companionship
             */
            code: string;
            /** @description The fields to correct. */
            errors?: components["schemas"]["FieldError"][] | null;
            /** @description The id under which the server logged the request. */
            request_id?: string | null;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description What happened and what to do, in the language of `Accept-Language`. */
            title: string;
            /** @description A URI that names the kind of problem. */
            type: string;
        };
        /** @description A provider. */
        Provider: {
            base_place?: components["schemas"]["PlaceDto"] | null;
            /**
             * Format: int32
             * @description Tasks at once.
             */
            capacity: number;
            /**
             * @description The highest valid certificate: `local_aide`, `assistant`, `intermediate` or `senior`.
             * @example assistant
             */
            certificate?: string | null;
            /**
             * @description What the provider has been checked for.
             * @example [
             *       "home_visit"
             *     ]
             */
            clearance: string[];
            /**
             * @description The community, 12 digits.
             * @example 510104035017
             */
            community: string;
            /**
             * @description Its name from the county down.
             * @example 锦江区 成龙路街道 水杉社区
             */
            community_name: string;
            /**
             * Format: uuid
             * @description The compound that the provider lives in; shown to nobody else.
             */
            compound?: string | null;
            /** @description Since when. */
            created_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["ProviderId"];
            /** @description `social_worker` or `volunteer`. */
            kind: components["schemas"]["ProviderKind"];
            /**
             * Format: int32
             * @description Tasks held now.
             */
            load: number;
            /**
             * @description Name, for those who may see it.
             * @example 陈邻秋
             */
            name?: string | null;
            /** @description Whether this is a dedicated post. */
            on_dedicated_post: boolean;
            /** @description Whether offers are wanted. */
            on_duty: boolean;
            /** @description Whether a leave runs: no offers meanwhile. */
            on_leave: boolean;
            /** @description Who. */
            person_id: components["schemas"]["PersonId"];
            /**
             * @description Phone, for those who may see it.
             * @example 12600000001
             */
            phone?: string | null;
            /**
             * Format: int32
             * @description How far the provider goes, in metres.
             */
            radius_m: number;
            satisfaction?: components["schemas"]["SatisfactionSummary"] | null;
            /**
             * @description Skill codes.
             * @example [
             *       "companionship"
             *     ]
             */
            skills: string[];
            /**
             * Format: int64
             * @description Version, for `If-Match`.
             */
            version: number;
            /** @description When. */
            week: components["schemas"]["Slot"][];
        };
        /**
         * Format: uuid
         * @description A social worker or volunteer who can be matched.
         */
        ProviderId: string;
        /**
         * @description The two kinds of providers.
         * @enum {string}
         */
        ProviderKind: "social_worker" | "volunteer";
        /** @description Hours without anything but the urgent. */
        QuietHours: {
            /**
             * @description From, in the city's time.
             * @example 22:00
             */
            from: string;
            /**
             * @description Until; it may be the next day.
             * @example 07:00
             */
            until: string;
        };
        /**
         * @description A call for help. Nothing of it has to be there.
         * @example {
         *       "accuracy_m": 20,
         *       "place": {
         *         "crs": "gcj02",
         *         "lat": 30.598,
         *         "lon": 104.117
         *       }
         *     }
         */
        RaiseSos: {
            /**
             * Format: int32
             * @description How sure the phone is, metres.
             */
            accuracy_m?: number | null;
            place?: components["schemas"]["PlaceDto"] | null;
        };
        /**
         * @description What the resident says of a finished task. It replaces what was said before: what is left out is taken back.
         * @example {
         *       "attitude": 5,
         *       "comment": "小陈很耐心，谢谢。",
         *       "overall": 5,
         *       "resolved": "yes",
         *       "timeliness": 4
         *     }
         */
        RateTask: {
            /**
             * Format: int32
             * @description 态度.
             */
            attitude?: number | null;
            /** @description In the own words, up to 500 characters; the team does not see it. */
            comment?: string | null;
            /**
             * Format: int32
             * @description 效果.
             */
            effect?: number | null;
            /**
             * Format: int32
             * @description All in all.
             */
            overall: number;
            /**
             * Format: int32
             * @description 专业.
             */
            professionalism?: number | null;
            /** @description Whether the need was met. */
            resolved: components["schemas"]["Resolved"];
            /**
             * Format: int32
             * @description 及时.
             */
            timeliness?: number | null;
        };
        /** @description A rating, as the resident and the officers of the division see it. */
        Rating: {
            /**
             * Format: int32
             * @description 态度, 1 to 5.
             */
            attitude?: number | null;
            /**
             * @description In the own words.
             * @example 很有耐心。
             */
            comment?: string | null;
            /** @description When it was first given. */
            created_at: components["schemas"]["Instant"];
            /** @description Until when it can be changed. */
            editable_until: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description 效果, 1 to 5.
             */
            effect?: number | null;
            /** @description Id. */
            id: components["schemas"]["RatingId"];
            /**
             * Format: int32
             * @description All in all, 1 to 5.
             */
            overall: number;
            /**
             * Format: int32
             * @description 专业, 1 to 5.
             */
            professionalism?: number | null;
            /** @description Whether the need was met. */
            resolved: components["schemas"]["Resolved"];
            /** @description Of which task. */
            task_id: components["schemas"]["TaskId"];
            /**
             * Format: int32
             * @description 及时, 1 to 5.
             */
            timeliness?: number | null;
            /** @description When it was changed. */
            updated_at: components["schemas"]["Instant"];
        };
        /**
         * Format: uuid
         * @description A resident's rating.
         */
        RatingId: string;
        /** @description How far somebody else has read. */
        ReadMark: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description As what they take part. */
            by: components["schemas"]["AuthorRole"];
            member_id?: components["schemas"]["MemberId"] | null;
            /** @description Up to and including this message. */
            up_to: components["schemas"]["MessageId"];
        };
        /**
         * @description What was read.
         * @example {
         *       "up_to": "01935a00-0000-7000-8000-000000000001"
         *     }
         */
        ReadNotifications: {
            /** @description The newest that was read; those before it count as read, too. */
            up_to: components["schemas"]["NotificationId"];
        };
        /** @description A service record. */
        RecordDto: {
            /** @description When it was written. */
            created_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description Minutes of service.
             */
            minutes: number;
            /**
             * @description What was done.
             * @example 陪同就医，平安到家。
             */
            note?: string | null;
            /** @description What came of it. */
            outcome: components["schemas"]["Outcome"];
            /** @description The task. */
            task_id: components["schemas"]["TaskId"];
            /**
             * @description By this code anybody can check the record.
             * @example 7K2M-9QXD-0B4T-WZ81
             */
            verification_code: string;
        };
        /** @description Where a need goes that is not social work. */
        Referral: {
            /**
             * @description Stable code.
             * @example city_service
             */
            code: string;
            /**
             * @description English name.
             * @example 12345 citizens' service line
             */
            en: string;
            /**
             * @description The hotline to call, if there is one.
             * @example city_service
             */
            hotline?: string | null;
            /**
             * @description Chinese name.
             * @example 12345 政务服务便民热线
             */
            zh: string;
        };
        /**
         * @description A refresh token; browsers send none here, theirs is in the cookie.
         * @example {
         *       "refresh_token": "what-the-session-answered"
         *     }
         */
        RefreshSession: {
            /** @description The token of the last answer. */
            refresh_token?: string | null;
        };
        /** @description Somebody near who cannot take it, and the first reason. */
        RefusedDto: {
            /** @description The provider. */
            provider_id: components["schemas"]["ProviderId"];
            /**
             * @description The constraint that fails.
             * @example at_capacity
             */
            reason: string;
            /**
             * @description The same for people.
             * @example 步行约 8 分钟
             */
            sentence: string;
        };
        /**
         * @description A phone that takes push.
         * @example {
         *       "platform": "android",
         *       "token": "1104a89792da9c2f3e5"
         *     }
         */
        RegisterDevice: {
            /** @description `android`, `ios` or `harmony`. */
            platform: string;
            /** @description The push service's name for the app on this phone. */
            token: string;
        };
        /**
         * @description Why a task is given back.
         * @example {
         *       "reason": "sick"
         *     }
         */
        ReleaseTask: {
            /** @description `sick`, `conflict`, `not_my_field` or `other`. */
            reason: components["schemas"]["LeaveReason"];
        };
        /**
         * @description The outcome of one popup.
         * @example {
         *       "results": [
         *         {
         *           "result": "accept",
         *           "template_id": "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc"
         *         }
         *       ]
         *     }
         */
        ReportWechatConsents: {
            /** @description What it said of each template that it asked for. */
            results: components["schemas"]["ReportedConsent"][];
        };
        /** @description One template's part of a popup. */
        ReportedConsent: {
            /** @description What WeChat said. */
            result: components["schemas"]["PopupResult"];
            /**
             * @description WeChat's id of the template.
             * @example VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc
             */
            template_id: string;
        };
        /**
         * @description A phone that asks for a code.
         * @example {
         *       "phone": "12600000001"
         *     }
         */
        RequestCode: {
            /**
             * @description Mainland mobile number.
             * @example 12600000001
             */
            phone: string;
        };
        /**
         * @description Whether the need was met, in the resident's word.
         * @enum {string}
         */
        Resolved: "yes" | "partly" | "no";
        /** @description Sent instead of events that cannot be shown any more: the client reads its lists again. */
        Resync: {
            /**
             * Format: int64
             * @description The number at which the stream goes on.
             * @example 4711
             */
            id: number;
            /**
             * @description Always `resync`.
             * @example resync
             */
            kind: string;
        };
        /**
         * @description The roles that a person can be granted.
         * @enum {string}
         */
        Role: "resident" | "social_worker" | "volunteer" | "community_officer" | "street_officer" | "county_officer" | "city_officer" | "agency" | "property" | "donor" | "grid_worker" | "admin";
        /** @description What the team and officers see, and nobody else. */
        Safety: {
            /** @description What to mind. */
            hazards: components["schemas"]["Hazard"][];
            second_person?: components["schemas"]["SecondPerson"] | null;
        };
        /** @description What is published of a provider's ratings. */
        Satisfaction: components["schemas"]["Score"] & {
            /** @description Of whom. */
            provider_id: components["schemas"]["ProviderId"];
        };
        /** @description What residents said in these days. */
        SatisfactionFigures: components["schemas"]["Score"] & {
            /**
             * Format: double
             * @description Share of the ratings which say that the need was met, 0 to 1, to thousandths; absent without ratings.
             * @example 0.925
             */
            resolved_share?: number | null;
        };
        /**
         * @description Satisfaction as it is published: a posterior mean of 1 to 5 with its 95 % credible interval.
         * @example {
         *       "count": 50,
         *       "formula": "q1",
         *       "high": 4.75,
         *       "low": 4.1,
         *       "mean": 4.48
         *     }
         */
        SatisfactionSummary: {
            /**
             * Format: int32
             * @description Ratings that it rests on.
             */
            count: number;
            /** @description The formula's version. */
            formula: string;
            /**
             * Format: double
             * @description Upper end.
             */
            high: number;
            /**
             * Format: double
             * @description Lower end.
             */
            low: number;
            /**
             * Format: double
             * @description Posterior mean.
             */
            mean: number;
        };
        /**
         * @description What kind of scope a grant has.
         * @enum {string}
         */
        ScopeKind: "own" | "division" | "zone" | "organisation" | "compound";
        /**
         * @description A published score: the posterior mean of ratings from 1 to 5, with its 95 % credible interval. Without ratings it is 3, and wide.
         * @example {
         *       "count": 12,
         *       "formula": "q1",
         *       "high": 4.8,
         *       "low": 3.42,
         *       "mean": 4.25
         *     }
         */
        Score: {
            /**
             * Format: int32
             * @description How many ratings it rests on.
             */
            count: number;
            /** @description Version of the formula. */
            formula: string;
            /**
             * Format: double
             * @description Upper end of the interval, rounded to hundredths.
             */
            high: number;
            /**
             * Format: double
             * @description Lower end of the interval, rounded to hundredths.
             */
            low: number;
            /**
             * Format: double
             * @description Posterior mean, rounded to hundredths.
             */
            mean: number;
        };
        /** @description That two go. */
        SecondPerson: {
            /** @description Why. */
            reasons: components["schemas"]["PairReason"][];
            /**
             * @description Why an officer has agreed that one goes alone.
             * @example 网格员在楼下等候，每十分钟联系一次。
             */
            waived?: string | null;
        };
        /** @description Hours of service of tasks that were finished in these days. */
        ServiceHours: {
            /**
             * Format: double
             * @description Of leads, to hundredths.
             */
            lead: number;
            /**
             * Format: double
             * @description Of volunteers, to hundredths.
             */
            volunteer: number;
        };
        /** @description A signed-in session. */
        Session: {
            /**
             * @description Send it as `Authorization: Bearer …`.
             * @example eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ…
             */
            access_token: string;
            /** @description The account. */
            account_id: components["schemas"]["AccountId"];
            /**
             * Format: int64
             * @description Its life, in seconds.
             */
            expires_in: number;
            /** @description The person. */
            person_id: components["schemas"]["PersonId"];
            /**
             * @description For the next refresh; absent for browsers, which have it as a cookie. Works once.
             * @example 2mS7…
             */
            refresh_token?: string | null;
            /** @description The session. */
            session_id: components["schemas"]["SessionId"];
        };
        /**
         * Format: uuid
         * @description One signed-in device.
         */
        SessionId: string;
        /**
         * @description What a provider has been checked for.
         * @example {
         *       "clearance": [
         *         "children",
         *         "home_visit"
         *       ]
         *     }
         */
        SetClearance: {
            /** @description All clearances: `children`, `disability`, `home_visit`. */
            clearance: string[];
        };
        /**
         * @description The switch.
         * @example {
         *       "on_duty": true
         *     }
         */
        SetDuty: {
            /** @description Whether offers are wanted. */
            on_duty: boolean;
        };
        /**
         * @description Where the provider is now.
         * @example {
         *       "place": {
         *         "crs": "gcj02",
         *         "lat": 30.65,
         *         "lon": 104.08
         *       }
         *     }
         */
        SetPosition: {
            /** @description The place. */
            place: components["schemas"]["PlaceDto"];
        };
        /** @description A shift. */
        Shift: {
            /**
             * @description Community or street.
             * @example 510104035017
             */
            division: string;
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["ShiftId"];
            /** @description Who is on duty. */
            person_id: components["schemas"]["PersonId"];
            stand_in_person_id?: components["schemas"]["PersonId"] | null;
            /** @description Until. */
            until: components["schemas"]["Instant"];
        };
        /**
         * Format: uuid
         * @description Somebody's time on duty.
         */
        ShiftId: string;
        /**
         * @description A span of one day, in the city's time. One that passes midnight is two spans.
         * @example {
         *       "day": 1,
         *       "from": "09:00",
         *       "to": "17:00"
         *     }
         */
        Slot: {
            /**
             * Format: int32
             * @description 1 (Monday) to 7 (Sunday).
             */
            day: number;
            /** @description From, on a full or half hour. */
            from: string;
            /** @description To, on a full or half hour; the day's end is `24:00`. */
            to: string;
        };
        /** @description What whoever asked for help is told. */
        Sos: components["schemas"]["AlarmRow"] & {
            /** @description Who knows of it; empty when nobody is on duty and nobody holds the office: then the numbers are all there is. */
            alerted: components["schemas"]["AlertedDto"][];
            /** @description Numbers to call at once. */
            numbers: components["schemas"]["Hotline"][];
        };
        /**
         * @description Where a person stands with a template.
         * @enum {string}
         */
        Standing: "unasked" | "accepted" | "refused";
        /** @description One step of a need's way. */
        StepDto: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /**
             * @description Why, as a word.
             * @example by_officer
             */
            reason?: string | null;
            /** @description The state that was reached. */
            state: components["schemas"]["NeedState"];
        };
        /** @description A street's consent that its workers are asked for another street's needs. */
        StreetConsent: {
            /** @description Who asked, or gave it unasked. */
            asked_by: components["schemas"]["PersonId"];
            /**
             * @description Whose needs.
             * @example 510104035
             */
            asking_street: string;
            /**
             * @description For which categories; absent for all.
             * @example [
             *       "health_escort"
             *     ]
             */
            categories?: string[] | null;
            decided_at?: components["schemas"]["Instant"] | null;
            decided_by?: components["schemas"]["PersonId"] | null;
            /** @description From when on. */
            from: components["schemas"]["Instant"];
            /**
             * @description Whose workers.
             * @example 510104020
             */
            giving_street: string;
            /** @description Id. */
            id: components["schemas"]["StreetConsentId"];
            /**
             * @description What whoever asked said about it.
             * @example 年底前两名社工休产假
             */
            note?: string | null;
            /**
             * @description Why it was refused.
             * @example 本街道社工已满负荷
             */
            reason?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["ConsentState"];
            /** @description Until when. */
            until: components["schemas"]["Instant"];
        };
        /**
         * Format: uuid
         * @description A street's consent that its workers are asked for another street's needs.
         */
        StreetConsentId: string;
        /**
         * @description What a notification is about; tells a client which screen to open.
         * @enum {string}
         */
        Subject: "offer" | "need" | "task" | "call_back" | "shift" | "leave" | "portrait" | "consent" | "account";
        /** @description Somebody whom a need is for. */
        TargetGroup: {
            /**
             * @description Clearances that everybody on the team needs, whatever the category.
             * @example [
             *       "children"
             *     ]
             */
            clearance?: string[];
            /**
             * @description Stable code.
             * @example child
             */
            code: string;
            /**
             * @description English name.
             * @example Child
             */
            en: string;
            /**
             * @description Chinese name.
             * @example 儿童
             */
            zh: string;
        };
        /** @description A task with its team. */
        Task: components["schemas"]["TaskRow"] & {
            /**
             * @description What the lead wrote for the volunteers.
             * @example 请带雨伞，在单元门口等。
             */
            briefing?: string | null;
            safety?: components["schemas"]["Safety"] | null;
            /** @description The team, in order of joining. */
            team: components["schemas"]["MemberDto"][];
        };
        /**
         * Format: uuid
         * @description The unit of service made from a need.
         */
        TaskId: string;
        /** @description A task in a list. */
        TaskRow: {
            /**
             * @description Category.
             * @example companionship
             */
            category: string;
            checked_in_at?: components["schemas"]["Instant"] | null;
            /**
             * @description Community.
             * @example 510104035017
             */
            community: string;
            confirmed_at?: components["schemas"]["Instant"] | null;
            finished_at?: components["schemas"]["Instant"] | null;
            held_at?: components["schemas"]["Instant"] | null;
            /** @description Id. */
            id: components["schemas"]["TaskId"];
            /** @description The need. */
            need_id: components["schemas"]["NeedId"];
            /** @description State. */
            state: components["schemas"]["TaskState"];
            /**
             * Format: int32
             * @description The how-manieth visit.
             */
            visit_no: number;
            /**
             * Format: int32
             * @description Places taken.
             */
            volunteers_joined: number;
            /**
             * Format: int32
             * @description Volunteer places.
             */
            volunteers_wanted: number;
            window?: components["schemas"]["WindowDto"] | null;
        };
        /**
         * @description Where a task stands.
         * @enum {string}
         */
        TaskState: "open" | "held" | "in_service" | "finished" | "confirmed" | "cancelled";
        /** @description The whole taxonomy. */
        Taxonomy: {
            /** @description Categories. */
            categories: components["schemas"]["Category"][];
            /** @description Dialects and languages; the order is the bit index of the matcher's masks. */
            dialects: components["schemas"]["Named"][];
            /**
             * @description First day.
             * @example 2026-11-01
             */
            effective_from: string;
            /** @description Groups of categories. */
            groups: components["schemas"]["Named"][];
            /** @description Numbers to call. */
            hotlines: components["schemas"]["Hotline"][];
            /** @description Where needs are referred to. */
            referrals: components["schemas"]["Referral"][];
            /** @description Skills; the order is the bit index of the matcher's masks. */
            skills: components["schemas"]["Named"][];
            /** @description Target groups. */
            target_groups: components["schemas"]["TargetGroup"][];
            /**
             * @description Its version, which records keep.
             * @example 2026-11
             */
            version: string;
        };
        /**
         * @description How long an agreement to a template lasts.
         * @enum {string}
         */
        TemplateType: "one_time" | "long_term";
        /**
         * @description What came of telling somebody.
         * @example {
         *       "reached": true
         *     }
         */
        Told: {
            /** @description Whether the person knows now. */
            reached: boolean;
        };
        /** @description A task whose lead is away when it is promised, or before anybody knows when it will be. */
        TouchedTask: {
            /**
             * @description Category.
             * @example hospital_escort
             */
            category: string;
            /** @description Its need. */
            need_id: components["schemas"]["NeedId"];
            /** @description The task. */
            task_id: components["schemas"]["TaskId"];
            window_from?: components["schemas"]["Instant"] | null;
            window_until?: components["schemas"]["Instant"] | null;
        };
        /** @description The tasks that a leave touches. */
        TouchedTasks: {
            /** @description Those, the soonest first. */
            items: components["schemas"]["TouchedTask"][];
        };
        /** @description What a tracking code shows: nothing personal. */
        TrackedNeed: {
            outcome?: components["schemas"]["Outcome"] | null;
            referral?: components["schemas"]["Referral"] | null;
            /**
             * @description Number for the telephone.
             * @example 1000017
             */
            short_number: string;
            /** @description State. */
            state: components["schemas"]["NeedState"];
            /** @description Its way so far. */
            steps: components["schemas"]["StepDto"][];
        };
        /**
         * @description What kind of matter a need is.
         * @enum {string}
         */
        Triage: "social_work" | "administrative" | "emergency";
        /** @description What is left to read. */
        Unread: {
            /**
             * Format: int64
             * @description Messages of others that the caller has not marked as read.
             * @example 0
             */
            unread: number;
        };
        /** @description How much there is to read. */
        UnreadNotifications: {
            /**
             * Format: int64
             * @description Notifications not read yet.
             * @example 3
             */
            unread: number;
        };
        /**
         * @description Changes of a compound; what is left out stays.
         * @example {
         *       "name": "水杉小区（一期）"
         *     }
         */
        UpdateCompound: {
            /** @description Another name. */
            name?: string | null;
            place?: components["schemas"]["PlaceDto"] | null;
            /**
             * Format: uuid
             * @description The property company that manages it; null when there is none any more.
             */
            property_organisation_id?: string | null;
        };
        /**
         * @description Changes to the own profile; what is left out stays.
         * @example {
         *       "community": "510104035017",
         *       "dialects": [
         *         "sichuanese"
         *       ],
         *       "gender": "female",
         *       "name": "陈邻秋"
         *     }
         */
        UpdateMe: {
            /**
             * @description Home community, 12 digits.
             * @example 510104035017
             */
            community?: string | null;
            /** @description Dialect codes of the taxonomy. */
            dialects?: string[] | null;
            /** @description `female` or `male`. */
            gender?: string | null;
            /**
             * @description Name, up to 40 characters.
             * @example 陈邻秋
             */
            name?: string | null;
        };
        /**
         * @description Changes while nobody has taken it; what is left out stays.
         * @example {
         *       "description": "要人陪，最好会讲四川话。",
         *       "window": {
         *         "from": "2026-12-02T02:00:00Z",
         *         "until": "2026-12-02T04:00:00Z"
         *       }
         *     }
         */
        UpdateNeed: {
            /** @description Building, entrance, floor. */
            address?: string | null;
            /** @description Another category of the taxonomy, while it is a draft. */
            category?: string | null;
            /** @description In the own words. */
            description?: string | null;
            preferences?: components["schemas"]["Preferences"] | null;
            window?: components["schemas"]["WindowDto"] | null;
        };
        /**
         * @description What to change; what is left out stays.
         * @example {
         *       "digest": true,
         *       "kinds": [
         *         {
         *           "channels": {
         *             "sms": false
         *           },
         *           "kind": "need_done"
         *         }
         *       ],
         *       "quiet": {
         *         "from": "21:30",
         *         "until": "07:30"
         *       }
         *     }
         */
        UpdateNotificationSettings: {
            /** @description Whether what may wait goes out together, once a day. */
            digest?: boolean | null;
            /** @description Kinds to change. */
            kinds?: components["schemas"]["KindChange"][] | null;
            /**
             * @description `zh` or `en`.
             * @example zh
             */
            language?: string | null;
            quiet?: components["schemas"]["QuietHours"] | null;
        };
        /**
         * @description Changes of an organisation; what is left out stays.
         * @example {
         *       "name": "近邻社会工作服务中心（锦江）"
         *     }
         */
        UpdateOrganisation: {
            /** @description Another seat, within the own divisions. */
            community?: string | null;
            /** @description Another name. */
            name?: string | null;
        };
        /**
         * @description Changes to a profile; what is left out stays. Volunteers change their own skills and community, social workers' are changed by
         *     officers.
         * @example {
         *       "capacity": 3,
         *       "week": [
         *         {
         *           "day": 1,
         *           "from": "09:00",
         *           "to": "17:00"
         *         },
         *         {
         *           "day": 3,
         *           "from": "13:30",
         *           "to": "17:00"
         *         }
         *       ]
         *     }
         */
        UpdateProvider: {
            base_place?: components["schemas"]["PlaceDto"] | null;
            /**
             * Format: int32
             * @description Tasks at once; not below those held now.
             */
            capacity?: number | null;
            /** @description Another community, 12 digits. */
            community?: string | null;
            /**
             * Format: uuid
             * @description The compound that the provider lives in; null for none.
             */
            compound?: string | null;
            /**
             * Format: int32
             * @description How far the provider goes, in metres.
             */
            radius_m?: number | null;
            /** @description All skills, by code. */
            skills?: string[] | null;
            /** @description The whole week. */
            week?: components["schemas"]["Slot"][] | null;
        };
        /**
         * @description How soon somebody has to come.
         * @enum {string}
         */
        Urgency: "routine" | "soon" | "urgent" | "emergency";
        /**
         * @description What WeChat makes of something.
         * @enum {string}
         */
        Verdict: "pass" | "review" | "risky" | "not_asked" | "failed";
        /** @description What a valid code says. */
        Verified: {
            /**
             * Format: date
             * @description First civil day.
             * @example 2026-01-01
             */
            from: string;
            /** @description When it was made. */
            issued_at: components["schemas"]["Instant"];
            /** @description What it is. */
            kind: components["schemas"]["VerifiedKind"];
            /**
             * Format: int64
             * @description Minutes of service.
             * @example 1230
             */
            minutes: number;
            /**
             * @description Whose hours, masked; absent for a record, and when the person was erased.
             * @example 赵**
             */
            name?: string | null;
            /**
             * Format: int64
             * @description In how many tasks.
             * @example 12
             */
            tasks: number;
            /**
             * Format: date
             * @description Last civil day, included.
             * @example 2026-12-31
             */
            to: string;
        };
        /**
         * @description What a code stands for.
         * @enum {string}
         */
        VerifiedKind: "hour_certificate" | "service_record";
        /** @description Somebody's own visit. */
        Visit: {
            begun_at?: components["schemas"]["Instant"] | null;
            expected_from?: components["schemas"]["Instant"] | null;
            expected_until?: components["schemas"]["Instant"] | null;
            /** @description The own place in the team. */
            member_id: components["schemas"]["MemberId"];
            /** @description The task. */
            task_id: components["schemas"]["TaskId"];
        };
        /**
         * @description What a visitor answers.
         * @enum {string}
         */
        VisitAnswer: "fine" | "on_my_way";
        /** @description A voice note, without its sound. */
        VoiceNoteDto: {
            /**
             * Format: int32
             * @description Length in bytes.
             */
            bytes: number;
            /** @description When. */
            created_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["VoiceNoteId"];
            /**
             * @description Media type.
             * @example audio/mp4
             */
            media_type: string;
        };
        /**
         * Format: uuid
         * @description A voice note of a need.
         */
        VoiceNoteId: string;
        /**
         * Format: uuid
         * @description A place in a task's line of volunteers.
         */
        WaitingId: string;
        /** @description Somebody's own place in the line for a volunteer's place. */
        WaitingPlaceDto: {
            answer_by?: components["schemas"]["Instant"] | null;
            /** @description Id. */
            id: components["schemas"]["WaitingId"];
            /**
             * Format: int32
             * @description The how-manieth in the line, from 1; absent when they stand in it no more.
             * @example 2
             */
            position?: number | null;
            /** @description Since when. */
            since: components["schemas"]["Instant"];
            /** @description Where they stand. */
            state: components["schemas"]["WaitingState"];
            /** @description For which task. */
            task_id: components["schemas"]["TaskId"];
        };
        /**
         * @description Where somebody stands who waits for a volunteer's place.
         * @enum {string}
         */
        WaitingState: "waiting" | "called" | "joined" | "left" | "passed";
        /**
         * @description Why one goes alone.
         * @example {
         *       "reason": "网格员在楼下等候，每十分钟联系一次。"
         *     }
         */
        WaiveSecondPerson: {
            /**
             * @description Why that is safe, up to 200 characters; the team sees it.
             * @example 网格员在楼下等候，每十分钟联系一次。
             */
            reason: string;
        };
        /** @description A template and how often the caller may still be written to through it. */
        WechatConsent: {
            answered_at?: components["schemas"]["Instant"] | null;
            /** @description Who is asked to subscribe. */
            audience: components["schemas"]["Audience"];
            /**
             * @description The notifications that use it.
             * @example [
             *       "need_accepted"
             *     ]
             */
            kinds: string[];
            /**
             * @description Its name.
             * @example 服务已接单
             */
            name_zh: string;
            /**
             * Format: int32
             * @description Messages left; with a long-term template 1 while the caller agrees, else 0.
             * @example 2
             */
            remaining: number;
            /** @description The last answer. */
            standing: components["schemas"]["Standing"];
            /**
             * @description WeChat's id of the template, for `wx.requestSubscribeMessage`.
             * @example VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc
             */
            template_id: string;
            /** @description How long an agreement lasts. */
            type: components["schemas"]["TemplateType"];
        };
        /** @description The templates of this mini-program. */
        WechatConsents: {
            /**
             * @description What to ask for at the next tap, at most three of one type (WeChat takes no more at once).
             * @example [
             *       "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc"
             *     ]
             */
            ask_next: string[];
            /** @description Those that concern the caller. */
            items: components["schemas"]["WechatConsent"][];
        };
        /** @description One reason why this person: a term of the cost. */
        WhyDto: {
            /**
             * @description What it is about.
             * @example travel
             */
            code: string;
            /**
             * Format: int64
             * @description What it adds to the cost, in thousandths of a point; below zero it speaks for the person.
             */
            milli_points: number;
            /**
             * @description The same for people, in the language of the request.
             * @example 步行约 8 分钟
             */
            sentence: string;
            /**
             * @description Its unit.
             * @example min
             */
            unit: string;
            /**
             * Format: int64
             * @description The measured value.
             */
            value: number;
        };
        /** @description A span of time. */
        WindowDto: {
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Until; after `from`, at most 24 hours later. */
            until: components["schemas"]["Instant"];
        };
        /** @description Something that somebody without a phone is to be told in person. */
        WordOfMouth: {
            /** @description Since when. */
            created_at: components["schemas"]["Instant"];
            /** @description Id. */
            id: components["schemas"]["DeliveryId"];
            need_id?: components["schemas"]["NeedId"] | null;
            /** @description Whom to tell; name and address are with the need. */
            person_id: components["schemas"]["PersonId"];
            /** @description Where it stands. */
            state: components["schemas"]["DeliveryState"];
            /**
             * @description What to say.
             * @example 您的需求（陪诊，编号 1238）已有人接单。
             */
            text: string;
        };
    };
    responses: {
        /** @description What went wrong and what to do, in the language of `Accept-Language` */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "invalid",
                 *       "errors": [
                 *         {
                 *           "code": "range",
                 *           "field": "place.lat",
                 *           "message": "超出范围"
                 *         }
                 *       ],
                 *       "status": 422,
                 *       "title": "有些内容需要修改，请看标出的字段。",
                 *       "type": "https://jinlin.example/errors#invalid"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    verify_audit_chain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "first_broken_seal": 1,
                     *       "holds": true
                     *     }
                     */
                    "application/json": components["schemas"]["AuditChain"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    request_code: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestCode"];
            };
        };
        responses: {
            /** @description Taken in */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_in": 0,
                     *       "terms_version": "2026-11"
                     *     }
                     */
                    "application/json": components["schemas"]["CodeSent"];
                };
            };
            400: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_call_backs: {
        parameters: {
            query?: {
                /** @description Only this state. */
                state?: components["schemas"]["CallBackState"];
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "attempt": 1,
                     *           "community": "510104035017",
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "due_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "outcome": "reached",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "state": "open"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_CallBack"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_call_back: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["CallBackId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndCallBack"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempt": 1,
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "due_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "outcome": "reached",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "open"
                     *     }
                     */
                    "application/json": components["schemas"]["CallBack"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    take_call_back: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["CallBackId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempt": 1,
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "due_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "outcome": "reached",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "open"
                     *     }
                     */
                    "application/json": components["schemas"]["CallBack"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_compounds: {
        parameters: {
            query: {
                /**
                 * @description Community, 12 digits.
                 * @example 510104035017
                 */
                community: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "community": "510104035017",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "name": "水杉小区",
                     *           "place": {
                     *             "crs": "wgs84",
                     *             "lat": 30.65,
                     *             "lon": 104.08
                     *           },
                     *           "property_organisation_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Compound"];
                };
            };
            400: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_compound: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCompound"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "name": "水杉小区",
                     *       "place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "property_organisation_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Compound"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_compound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CompoundId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "name": "水杉小区",
                     *       "place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "property_organisation_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Compound"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    update_compound: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version being edited */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["CompoundId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCompound"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "name": "水杉小区",
                     *       "place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "property_organisation_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Compound"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                /** @description Only this state; `dead` and `refused` ones can be replayed. */
                state?: components["schemas"]["DeliveryState"];
                /** @description Only this channel. */
                channel?: components["schemas"]["MessageChannel"];
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "attempts": 1,
                     *           "channel": "app",
                     *           "code": "43101",
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "due_at": "2026-11-23T02:15:00Z",
                     *           "ended_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "kind": "offer_received",
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "state": "waiting"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Delivery"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    replay_delivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempts": 1,
                     *       "channel": "app",
                     *       "code": "43101",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "due_at": "2026-11-23T02:15:00Z",
                     *       "ended_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "offer_received",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "waiting"
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_divisions: {
        parameters: {
            query?: {
                /**
                 * @description Code of the node above; the city unless said otherwise.
                 * @example 510104
                 */
                parent?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "centre": {
                     *             "crs": "wgs84",
                     *             "lat": 30.65,
                     *             "lon": 104.08
                     *           },
                     *           "code": "510104017001",
                     *           "full_name": "锦江区 成龙路街道 水杉社区",
                     *           "kind": "city",
                     *           "name": "水杉社区",
                     *           "parent": "510104035",
                     *           "place_source": "synthetic",
                     *           "year": 1,
                     *           "zone": "hi_tech"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DivisionList"];
                };
            };
            400: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    locate_division: {
        parameters: {
            query: {
                /**
                 * @description Longitude, degrees.
                 * @example 104.08
                 */
                lon: number;
                /**
                 * @description Latitude, degrees.
                 * @example 30.65
                 */
                lat: number;
                /**
                 * @description Coordinate system.
                 * @example wgs84
                 */
                crs: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "centre": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "code": "510104017001",
                     *       "full_name": "锦江区 成龙路街道 水杉社区",
                     *       "kind": "city",
                     *       "name": "水杉社区",
                     *       "parent": "510104035",
                     *       "place_source": "synthetic",
                     *       "year": 1,
                     *       "zone": "hi_tech"
                     *     }
                     */
                    "application/json": components["schemas"]["DivisionDto"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_division: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Statistical code
                 * @example 510104
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "centre": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "code": "510104017001",
                     *       "full_name": "锦江区 成龙路街道 水杉社区",
                     *       "kind": "city",
                     *       "name": "水杉社区",
                     *       "parent": "510104035",
                     *       "place_source": "synthetic",
                     *       "year": 1,
                     *       "zone": "hi_tech"
                     *     }
                     */
                    "application/json": components["schemas"]["DivisionDto"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_shifts: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "division": "510104035017",
                     *           "from": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "stand_in_person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "until": "2026-11-23T02:15:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Shift"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_shift: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateShift"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "division": "510104035017",
                     *       "from": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "stand_in_person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "until": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Shift"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    cancel_shift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ShiftId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    stream_events: {
        parameters: {
            query?: {
                /** @description A ticket, from clients that cannot send `Authorization`. */
                ticket?: string;
                /**
                 * @description The `id` of the last event seen; the header `Last-Event-ID` goes before it. Without either, the stream begins at
                 *     the present.
                 */
                last_event_id?: number;
                /** @description Whose events it shows. */
                scope?: "own" | "divisions";
            };
            header?: {
                /** @description The `id` of the last event seen */
                "Last-Event-ID"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream that does not end by itself; the schema is that of `data` */
            200: {
                headers: {
                    /** @description `no-store` */
                    "Cache-Control"?: string;
                    /** @description `no`: proxies must not collect it */
                    "X-Accel-Buffering"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveEvent"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_event_ticket: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_in": 30,
                     *       "last_event_id": 0,
                     *       "ticket": "0mVZ1y3cVnqUoG7wRkzJxv9b4dE2hTfLsA8pYcQiN6M"
                     *     }
                     */
                    "application/json": components["schemas"]["EventTicket"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    stream_events_ws: {
        parameters: {
            query?: {
                /** @description A ticket, from clients that cannot send `Authorization`. */
                ticket?: string;
                /**
                 * @description The `id` of the last event seen; the header `Last-Event-ID` goes before it. Without either, the stream begins at
                 *     the present.
                 */
                last_event_id?: number;
                /** @description Whose events it shows. */
                scope?: "own" | "divisions";
            };
            header?: {
                /** @description The `id` of the last event seen */
                "Last-Event-ID"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text frames follow, each a `LiveFrame` */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-23T02:15:00Z",
                     *       "entity_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "id": 4711,
                     *       "kind": "need.opened",
                     *       "payload": {}
                     *     }
                     */
                    "application/json": components["schemas"]["LiveFrame"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_figures: {
        parameters: {
            query?: {
                /**
                 * @description A division (4, 6, 9 or 12 digits) or management zone; everything within the caller's scope unless said otherwise.
                 * @example 510104
                 */
                division?: string;
                /**
                 * @description First civil day in the city's zone; 29 days before the last one unless said otherwise.
                 * @example 2026-11-01
                 */
                from?: string;
                /**
                 * @description Last civil day, itself included; today unless said otherwise. At most 366 days in all.
                 * @example 2026-11-30
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "administrative_attempts": 0,
                     *       "division": "510104",
                     *       "from": "2026-11-01",
                     *       "needs": {
                     *         "accepted": 0,
                     *         "by_outcome": {
                     *           "partly": 2,
                     *           "referred": 2,
                     *           "resolved": 36
                     *         },
                     *         "by_state": {
                     *           "closed": 40,
                     *           "in_service": 1,
                     *           "open": 3
                     *         },
                     *         "median_minutes_to_accept": 18.5,
                     *         "posted": 1
                     *       },
                     *       "satisfaction": {
                     *         "count": 12,
                     *         "formula": "q1",
                     *         "high": 4.8,
                     *         "low": 3.42,
                     *         "mean": 4.25,
                     *         "resolved_share": 0.925
                     *       },
                     *       "service_hours": {
                     *         "lead": 1,
                     *         "volunteer": 1
                     *       },
                     *       "time_zone": "Asia/Shanghai",
                     *       "to": "2026-11-30"
                     *     }
                     */
                    "application/json": components["schemas"]["Figures"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_grants: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "resident",
                     *           "scope": "510104035017",
                     *           "scope_kind": "own"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Grant"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_grant: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateGrant"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "granted_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "role": "resident",
                     *       "scope": "510104035017",
                     *       "scope_kind": "own"
                     *     }
                     */
                    "application/json": components["schemas"]["Grant"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    revoke_grant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GrantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_late_leaves: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "confirmation_until": "2026-11-23T02:15:00Z",
                     *       "count": 1,
                     *       "days": 90,
                     *       "limit": 3
                     *     }
                     */
                    "application/json": components["schemas"]["LateLeavesDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_leaves: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "asked" | "approved" | "refused" | "cancelled";
                /** @description From the last page's `next_cursor`. */
                cursor?: string;
                /** @description How many, 1 to 100; 20 unless said. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "community": "510104035017",
                     *           "from": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "kind": "annual",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "reason": "当天已有两人请假",
                     *           "stand_in_provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "state": "asked",
                     *           "until": "2026-11-23T02:15:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Leave"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["LeaveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    decide_leave: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["LeaveId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideLeave"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "from": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "annual",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "reason": "当天已有两人请假",
                     *       "stand_in_provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "asked",
                     *       "until": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Leave"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    hand_over_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["LeaveId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOver"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Assigned"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_touched_tasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["LeaveId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "category": "hospital_escort",
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "window_from": "2026-11-23T02:15:00Z",
                     *           "window_until": "2026-11-23T02:15:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TouchedTasks"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "community": "510104035017",
                     *       "consents": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "purpose": "terms",
                     *           "version": "2026-11"
                     *         }
                     *       ],
                     *       "dialects": [
                     *         "sichuanese"
                     *       ],
                     *       "gender": "female",
                     *       "grants": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "resident",
                     *           "scope": "510104035017",
                     *           "scope_kind": "own"
                     *         }
                     *       ],
                     *       "name": "陈邻秋",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "126****0001",
                     *       "version": 1,
                     *       "wechat": true
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    update_me: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version being edited */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMe"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "community": "510104035017",
                     *       "consents": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "purpose": "terms",
                     *           "version": "2026-11"
                     *         }
                     *       ],
                     *       "dialects": [
                     *         "sichuanese"
                     *       ],
                     *       "gender": "female",
                     *       "grants": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "resident",
                     *           "scope": "510104035017",
                     *           "scope_kind": "own"
                     *         }
                     *       ],
                     *       "name": "陈邻秋",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "126****0001",
                     *       "version": 1,
                     *       "wechat": true
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_my_audit: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "actor": "self",
                     *           "at": "2026-11-23T02:15:00Z",
                     *           "fields": [
                     *             "name",
                     *             "phone"
                     *           ],
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "operation": "show_task",
                     *           "record": "persons"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_AuditEntry"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_devices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "platform": "android"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Devices"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    register_device: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterDevice"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "platform": "android"
                     *     }
                     */
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    remove_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["DeviceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_my_hours: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "category": "companionship",
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "community": "510104035017",
                     *           "corrections": [
                     *             {
                     *               "at": "2026-11-23T02:15:00Z",
                     *               "minutes": 30,
                     *               "reason": "手机没电，没能签退。"
                     *             }
                     *           ],
                     *           "minutes": 90,
                     *           "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "minutes": 1230,
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Hours"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_hour_certificates: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "7K2M-9QXD-0B4T-WZ81",
                     *           "from": "2026-01-01",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "issued_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1230,
                     *           "tasks": 12,
                     *           "to": "2026-12-31"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_HourCertificate"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_hour_certificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateHourCertificate"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "7K2M-9QXD-0B4T-WZ81",
                     *       "from": "2026-01-01",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "issued_at": "2026-11-23T02:15:00Z",
                     *       "minutes": 1230,
                     *       "tasks": 12,
                     *       "to": "2026-12-31"
                     *     }
                     */
                    "application/json": components["schemas"]["HourCertificate"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    print_hour_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["HourCertificateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_notification_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "digest": true,
                     *       "digest_at": "18:00",
                     *       "kinds": [
                     *         {
                     *           "always": true,
                     *           "channels": {
                     *             "app": true,
                     *             "sms": false,
                     *             "wechat": true
                     *           },
                     *           "kind": "offer_received"
                     *         }
                     *       ],
                     *       "language": "zh",
                     *       "quiet": {
                     *         "from": "22:00",
                     *         "until": "07:00"
                     *       },
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    update_notification_settings: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version being edited */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateNotificationSettings"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "digest": true,
                     *       "digest_at": "18:00",
                     *       "kinds": [
                     *         {
                     *           "always": true,
                     *           "channels": {
                     *             "app": true,
                     *             "sms": false,
                     *             "wechat": true
                     *           },
                     *           "kind": "offer_received"
                     *         }
                     *       ],
                     *       "language": "zh",
                     *       "quiet": {
                     *         "from": "22:00",
                     *         "until": "07:00"
                     *       },
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    connect_phone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectPhone"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "community": "510104035017",
                     *       "consents": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "purpose": "terms",
                     *           "version": "2026-11"
                     *         }
                     *       ],
                     *       "dialects": [
                     *         "sichuanese"
                     *       ],
                     *       "gender": "female",
                     *       "grants": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "resident",
                     *           "scope": "510104035017",
                     *           "scope_kind": "own"
                     *         }
                     *       ],
                     *       "name": "陈邻秋",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "126****0001",
                     *       "version": 1,
                     *       "wechat": true
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_my_providers: {
        parameters: {
            query?: {
                /** @description `wgs84` unless said otherwise. */
                crs?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "base_place": {
                     *             "crs": "wgs84",
                     *             "lat": 30.65,
                     *             "lon": 104.08
                     *           },
                     *           "capacity": 1,
                     *           "certificate": "assistant",
                     *           "clearance": [
                     *             "home_visit"
                     *           ],
                     *           "community": "510104035017",
                     *           "community_name": "锦江区 成龙路街道 水杉社区",
                     *           "compound": "01935a00-7c1e-7000-8000-000000000001",
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "kind": "social_worker",
                     *           "load": 1,
                     *           "name": "陈邻秋",
                     *           "on_dedicated_post": true,
                     *           "on_duty": true,
                     *           "on_leave": true,
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "phone": "12600000001",
                     *           "radius_m": 1,
                     *           "satisfaction": {
                     *             "count": 50,
                     *             "formula": "q1",
                     *             "high": 4.75,
                     *             "low": 4.1,
                     *             "mean": 4.48
                     *           },
                     *           "skills": [
                     *             "companionship"
                     *           ],
                     *           "version": 1,
                     *           "week": [
                     *             {
                     *               "day": 1,
                     *               "from": "09:00",
                     *               "to": "17:00"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Provider"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    connect_wechat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectWechat"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "community": "510104035017",
                     *       "consents": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "purpose": "terms",
                     *           "version": "2026-11"
                     *         }
                     *       ],
                     *       "dialects": [
                     *         "sichuanese"
                     *       ],
                     *       "gender": "female",
                     *       "grants": [
                     *         {
                     *           "granted_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "resident",
                     *           "scope": "510104035017",
                     *           "scope_kind": "own"
                     *         }
                     *       ],
                     *       "name": "陈邻秋",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "126****0001",
                     *       "version": 1,
                     *       "wechat": true
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    disconnect_wechat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_membership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["MembershipId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_needs: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
                /** @description Only this state. */
                state?: components["schemas"]["NeedState"];
                /** @description Only this category. */
                category?: string;
                /** @description Only those that nobody took in time and officers were told of, or only the others. */
                escalated?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "accept_by": "2026-11-23T02:15:00Z",
                     *           "category": "companionship",
                     *           "community": "510104035017",
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "escalated_to": "community",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "outcome": "resolved",
                     *           "short_number": "1000017",
                     *           "state": "draft",
                     *           "triage": "social_work",
                     *           "urgency": "routine",
                     *           "version": 1,
                     *           "window": {
                     *             "from": "2026-11-23T02:15:00Z",
                     *             "until": "2026-11-23T02:15:00Z"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_NeedRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_need: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateNeed"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accept_by": "2026-11-23T02:15:00Z",
                     *       "address": "示范水杉小区3栋2单元",
                     *       "category": "companionship",
                     *       "category_chosen": true,
                     *       "cell": "r6801c19931",
                     *       "channel": "mini_program",
                     *       "client": {
                     *         "name": "陈邻秋",
                     *         "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *         "phone": "12600000001"
                     *       },
                     *       "closed_by": "client",
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "description": "要人陪。",
                     *       "escalated_to": "community",
                     *       "hotline": {
                     *         "code": "city_service",
                     *         "en": "Citizens' service line",
                     *         "number": "12345",
                     *         "zh": "市民服务热线"
                     *       },
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "numbers": [
                     *         {
                     *           "code": "city_service",
                     *           "en": "Citizens' service line",
                     *           "number": "12345",
                     *           "zh": "市民服务热线"
                     *         }
                     *       ],
                     *       "on_duty": {
                     *         "called": true,
                     *         "due_at": "2026-11-23T02:15:00Z"
                     *       },
                     *       "outcome": "resolved",
                     *       "photos": [
                     *         {
                     *           "bytes": 412345,
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "height": 2048,
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "width": 1536
                     *         }
                     *       ],
                     *       "place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "possible_duplicates": [
                     *         {
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "same": "person"
                     *         }
                     *       ],
                     *       "preferences": {
                     *         "dialect": "sichuanese",
                     *         "gender": "female",
                     *         "not_own_compound": true
                     *       },
                     *       "referral": {
                     *         "code": "city_service",
                     *         "en": "12345 citizens' service line",
                     *         "hotline": "city_service",
                     *         "zh": "12345 政务服务便民热线"
                     *       },
                     *       "short_number": "1000017",
                     *       "state": "draft",
                     *       "steps": [
                     *         {
                     *           "at": "2026-11-23T02:15:00Z",
                     *           "reason": "by_officer",
                     *           "state": "draft"
                     *         }
                     *       ],
                     *       "target_groups": [
                     *         "elderly"
                     *       ],
                     *       "tracking_code": "7K2M-9QXD-0B4T-WZ81",
                     *       "triage": "social_work",
                     *       "urgency": "routine",
                     *       "version": 1,
                     *       "voice_notes": [
                     *         {
                     *           "bytes": 1,
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "media_type": "audio/mp4"
                     *         }
                     *       ],
                     *       "volunteers": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       },
                     *       "works_from": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NeedCreated"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_need: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accept_by": "2026-11-23T02:15:00Z",
                     *       "address": "示范水杉小区3栋2单元",
                     *       "category": "companionship",
                     *       "category_chosen": true,
                     *       "cell": "r6801c19931",
                     *       "channel": "mini_program",
                     *       "client": {
                     *         "name": "陈邻秋",
                     *         "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *         "phone": "12600000001"
                     *       },
                     *       "closed_by": "client",
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "description": "要人陪。",
                     *       "escalated_to": "community",
                     *       "hotline": {
                     *         "code": "city_service",
                     *         "en": "Citizens' service line",
                     *         "number": "12345",
                     *         "zh": "市民服务热线"
                     *       },
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "numbers": [
                     *         {
                     *           "code": "city_service",
                     *           "en": "Citizens' service line",
                     *           "number": "12345",
                     *           "zh": "市民服务热线"
                     *         }
                     *       ],
                     *       "on_duty": {
                     *         "called": true,
                     *         "due_at": "2026-11-23T02:15:00Z"
                     *       },
                     *       "outcome": "resolved",
                     *       "photos": [
                     *         {
                     *           "bytes": 412345,
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "height": 2048,
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "width": 1536
                     *         }
                     *       ],
                     *       "place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "preferences": {
                     *         "dialect": "sichuanese",
                     *         "gender": "female",
                     *         "not_own_compound": true
                     *       },
                     *       "referral": {
                     *         "code": "city_service",
                     *         "en": "12345 citizens' service line",
                     *         "hotline": "city_service",
                     *         "zh": "12345 政务服务便民热线"
                     *       },
                     *       "short_number": "1000017",
                     *       "state": "draft",
                     *       "steps": [
                     *         {
                     *           "at": "2026-11-23T02:15:00Z",
                     *           "reason": "by_officer",
                     *           "state": "draft"
                     *         }
                     *       ],
                     *       "target_groups": [
                     *         "elderly"
                     *       ],
                     *       "triage": "social_work",
                     *       "urgency": "routine",
                     *       "version": 1,
                     *       "voice_notes": [
                     *         {
                     *           "bytes": 1,
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "media_type": "audio/mp4"
                     *         }
                     *       ],
                     *       "volunteers": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       },
                     *       "works_from": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Need"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    update_need: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version being edited */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateNeed"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accept_by": "2026-11-23T02:15:00Z",
                     *       "address": "示范水杉小区3栋2单元",
                     *       "category": "companionship",
                     *       "category_chosen": true,
                     *       "cell": "r6801c19931",
                     *       "channel": "mini_program",
                     *       "client": {
                     *         "name": "陈邻秋",
                     *         "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *         "phone": "12600000001"
                     *       },
                     *       "closed_by": "client",
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "description": "要人陪。",
                     *       "escalated_to": "community",
                     *       "hotline": {
                     *         "code": "city_service",
                     *         "en": "Citizens' service line",
                     *         "number": "12345",
                     *         "zh": "市民服务热线"
                     *       },
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "numbers": [
                     *         {
                     *           "code": "city_service",
                     *           "en": "Citizens' service line",
                     *           "number": "12345",
                     *           "zh": "市民服务热线"
                     *         }
                     *       ],
                     *       "on_duty": {
                     *         "called": true,
                     *         "due_at": "2026-11-23T02:15:00Z"
                     *       },
                     *       "outcome": "resolved",
                     *       "photos": [
                     *         {
                     *           "bytes": 412345,
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "height": 2048,
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "width": 1536
                     *         }
                     *       ],
                     *       "place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "preferences": {
                     *         "dialect": "sichuanese",
                     *         "gender": "female",
                     *         "not_own_compound": true
                     *       },
                     *       "referral": {
                     *         "code": "city_service",
                     *         "en": "12345 citizens' service line",
                     *         "hotline": "city_service",
                     *         "zh": "12345 政务服务便民热线"
                     *       },
                     *       "short_number": "1000017",
                     *       "state": "draft",
                     *       "steps": [
                     *         {
                     *           "at": "2026-11-23T02:15:00Z",
                     *           "reason": "by_officer",
                     *           "state": "draft"
                     *         }
                     *       ],
                     *       "target_groups": [
                     *         "elderly"
                     *       ],
                     *       "triage": "social_work",
                     *       "urgency": "routine",
                     *       "version": 1,
                     *       "voice_notes": [
                     *         {
                     *           "bytes": 1,
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "media_type": "audio/mp4"
                     *         }
                     *       ],
                     *       "volunteers": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       },
                     *       "works_from": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Need"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    assign_need: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignNeed"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Assigned"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    cancel_need: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelNeed"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accept_by": "2026-11-23T02:15:00Z",
                     *       "category": "companionship",
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "escalated_to": "community",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "outcome": "resolved",
                     *       "short_number": "1000017",
                     *       "state": "draft",
                     *       "triage": "social_work",
                     *       "urgency": "routine",
                     *       "version": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NeedRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_candidates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "binding": "certificate",
                     *       "items": [
                     *         {
                     *           "cost": 1,
                     *           "distance_m": 1,
                     *           "name": "陈邻秋",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "ring": "own_community",
                     *           "why": [
                     *             {
                     *               "code": "travel",
                     *               "milli_points": 1,
                     *               "sentence": "步行约 8 分钟",
                     *               "unit": "min",
                     *               "value": 1
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "refused": [
                     *         {
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "reason": "at_capacity",
                     *           "sentence": "步行约 8 分钟"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Candidates"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    close_need: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseNeed"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accept_by": "2026-11-23T02:15:00Z",
                     *       "category": "companionship",
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "escalated_to": "community",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "outcome": "resolved",
                     *       "short_number": "1000017",
                     *       "state": "draft",
                     *       "triage": "social_work",
                     *       "urgency": "routine",
                     *       "version": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NeedRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    add_hazard: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddHazard"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "dog",
                     *       "text": "院里有大狗，请先打电话。"
                     *     }
                     */
                    "application/json": components["schemas"]["Hazard"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    add_need_photo: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": number[];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 412345,
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "height": 2048,
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "width": 1536
                     *     }
                     */
                    "application/json": components["schemas"]["Photo"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    print_need_slip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    submit_need: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accept_by": "2026-11-23T02:15:00Z",
                     *       "category": "companionship",
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "escalated_to": "community",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "outcome": "resolved",
                     *       "possible_duplicates": [
                     *         {
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "same": "person"
                     *         }
                     *       ],
                     *       "short_number": "1000017",
                     *       "state": "draft",
                     *       "triage": "social_work",
                     *       "urgency": "routine",
                     *       "version": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NeedSubmitted"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    add_voice_note: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["NeedId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "audio/mp4": string;
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "media_type": "audio/mp4"
                     *     }
                     */
                    "application/json": components["schemas"]["VoiceNoteDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_notifications: {
        parameters: {
            query?: {
                /** @description Only those not read yet. */
                unread?: boolean;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "kind": "offer_received",
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "priority": "normal",
                     *           "read_at": "2026-11-23T02:15:00Z",
                     *           "subject": "offer",
                     *           "subject_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "text": "您的需求（陪诊，编号 1238）已有人接单。请打开近邻查看来的是谁。近邻从不收费。",
                     *           "title": "有人接单了"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Notification"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    mark_notifications_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadNotifications"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unread": 3
                     *     }
                     */
                    "application/json": components["schemas"]["UnreadNotifications"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    count_unread_notifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unread": 3
                     *     }
                     */
                    "application/json": components["schemas"]["UnreadNotifications"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_offers: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
                /** @description Only these. */
                state?: components["schemas"]["OfferState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "distance_m": 1,
                     *           "expires_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "kind": "instant",
                     *           "need": {
                     *             "category": "companionship",
                     *             "cell": "r6801c19931",
                     *             "community": "510104035017",
                     *             "duration_minutes": 0,
                     *             "skills": [
                     *               "companionship"
                     *             ],
                     *             "summary": "想有人陪着坐坐、说说话。",
                     *             "urgency": "routine",
                     *             "volunteers": 1,
                     *             "window": {
                     *               "from": "2026-11-23T02:15:00Z",
                     *               "until": "2026-11-23T02:15:00Z"
                     *             }
                     *           },
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "state": "open",
                     *           "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "why": [
                     *             {
                     *               "code": "travel",
                     *               "milli_points": 1,
                     *               "sentence": "步行约 8 分钟",
                     *               "unit": "min",
                     *               "value": 1
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_OfferDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_offer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OfferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "distance_m": 1,
                     *       "expires_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "instant",
                     *       "need": {
                     *         "category": "companionship",
                     *         "cell": "r6801c19931",
                     *         "community": "510104035017",
                     *         "duration_minutes": 0,
                     *         "skills": [
                     *           "companionship"
                     *         ],
                     *         "summary": "想有人陪着坐坐、说说话。",
                     *         "urgency": "routine",
                     *         "volunteers": 1,
                     *         "window": {
                     *           "from": "2026-11-23T02:15:00Z",
                     *           "until": "2026-11-23T02:15:00Z"
                     *         }
                     *       },
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "open",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "why": [
                     *         {
                     *           "code": "travel",
                     *           "milli_points": 1,
                     *           "sentence": "步行约 8 分钟",
                     *           "unit": "min",
                     *           "value": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OfferDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    accept_offer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["OfferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "distance_m": 1,
                     *       "expires_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "instant",
                     *       "need": {
                     *         "category": "companionship",
                     *         "cell": "r6801c19931",
                     *         "community": "510104035017",
                     *         "duration_minutes": 0,
                     *         "skills": [
                     *           "companionship"
                     *         ],
                     *         "summary": "想有人陪着坐坐、说说话。",
                     *         "urgency": "routine",
                     *         "volunteers": 1,
                     *         "window": {
                     *           "from": "2026-11-23T02:15:00Z",
                     *           "until": "2026-11-23T02:15:00Z"
                     *         }
                     *       },
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "open",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "why": [
                     *         {
                     *           "code": "travel",
                     *           "milli_points": 1,
                     *           "sentence": "步行约 8 分钟",
                     *           "unit": "min",
                     *           "value": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OfferDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    decline_offer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["OfferId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineOffer"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "distance_m": 1,
                     *       "expires_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "instant",
                     *       "need": {
                     *         "category": "companionship",
                     *         "cell": "r6801c19931",
                     *         "community": "510104035017",
                     *         "duration_minutes": 0,
                     *         "skills": [
                     *           "companionship"
                     *         ],
                     *         "summary": "想有人陪着坐坐、说说话。",
                     *         "urgency": "routine",
                     *         "volunteers": 1,
                     *         "window": {
                     *           "from": "2026-11-23T02:15:00Z",
                     *           "until": "2026-11-23T02:15:00Z"
                     *         }
                     *       },
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "open",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "why": [
                     *         {
                     *           "code": "travel",
                     *           "milli_points": 1,
                     *           "sentence": "步行约 8 分钟",
                     *           "unit": "min",
                     *           "value": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OfferDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_organisations: {
        parameters: {
            query?: {
                /** @description Only this kind. */
                kind?: components["schemas"]["OrganisationKind"];
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "community": "510104035017",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "kind": "agency",
                     *           "name": "近邻社会工作服务中心",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Organisation"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrganisation"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "agency",
                     *       "name": "近邻社会工作服务中心",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["OrganisationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "agency",
                     *       "name": "近邻社会工作服务中心",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    update_organisation: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version being edited */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["OrganisationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrganisation"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "agency",
                     *       "name": "近邻社会工作服务中心",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_memberships: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["OrganisationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "name": "何善邻",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "since": "2026-11-23T02:15:00Z",
                     *           "until": "2026-11-23T02:15:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Membership"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    add_membership: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["OrganisationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddMembership"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "name": "何善邻",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "since": "2026-11-23T02:15:00Z",
                     *       "until": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Membership"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_photo: {
        parameters: {
            query?: {
                /** @description `full` unless said otherwise. */
                size?: "thumb" | "full";
            };
            header?: never;
            path: {
                id: components["schemas"]["PhotoId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_portraits: {
        parameters: {
            query?: {
                /** @description Only these; those that wait for a look unless said otherwise. */
                state?: "checking" | "held" | "shown" | "refused";
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "bytes": 123456,
                     *           "community": "510104035017",
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "decided_at": "2026-11-23T02:15:00Z",
                     *           "height": 1024,
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "name": "陈邻秋",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "reason": "看不清脸，请换一张正面照",
                     *           "state": "checking",
                     *           "wechat": "pass",
                     *           "width": 768
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_PortraitRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_portrait: {
        parameters: {
            query?: {
                /** @description `full` unless said otherwise. */
                size?: "thumb" | "full";
            };
            header?: never;
            path: {
                id: components["schemas"]["PortraitId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    decide_portrait: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["PortraitId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecidePortrait"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 123456,
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "decided_at": "2026-11-23T02:15:00Z",
                     *       "height": 1024,
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "reason": "看不清脸，请换一张正面照",
                     *       "state": "checking",
                     *       "wechat": "pass",
                     *       "width": 768
                     *     }
                     */
                    "application/json": components["schemas"]["Portrait"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    fetch_signed_portrait: {
        parameters: {
            query: {
                /** @description Until when it works, seconds since 1970. */
                until: number;
                /** @description The signature. */
                signature: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["PortraitId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_providers: {
        parameters: {
            query?: {
                /** @description Only this kind. */
                kind?: string;
                /** @description Only those who are on (or off) duty. */
                on_duty?: boolean;
                /**
                 * @description Only within this division (4, 6, 9 or 12 digits) or management zone.
                 * @example 510104035
                 */
                division?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "base_place": {
                     *             "crs": "wgs84",
                     *             "lat": 30.65,
                     *             "lon": 104.08
                     *           },
                     *           "capacity": 1,
                     *           "certificate": "assistant",
                     *           "clearance": [
                     *             "home_visit"
                     *           ],
                     *           "community": "510104035017",
                     *           "community_name": "锦江区 成龙路街道 水杉社区",
                     *           "compound": "01935a00-7c1e-7000-8000-000000000001",
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "kind": "social_worker",
                     *           "load": 1,
                     *           "name": "陈邻秋",
                     *           "on_dedicated_post": true,
                     *           "on_duty": true,
                     *           "on_leave": true,
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "phone": "12600000001",
                     *           "radius_m": 1,
                     *           "satisfaction": {
                     *             "count": 50,
                     *             "formula": "q1",
                     *             "high": 4.75,
                     *             "low": 4.1,
                     *             "mean": 4.48
                     *           },
                     *           "skills": [
                     *             "companionship"
                     *           ],
                     *           "version": 1,
                     *           "week": [
                     *             {
                     *               "day": 1,
                     *               "from": "09:00",
                     *               "to": "17:00"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Provider"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_provider: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProvider"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "base_place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "capacity": 1,
                     *       "certificate": "assistant",
                     *       "clearance": [
                     *         "home_visit"
                     *       ],
                     *       "community": "510104035017",
                     *       "community_name": "锦江区 成龙路街道 水杉社区",
                     *       "compound": "01935a00-7c1e-7000-8000-000000000001",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "social_worker",
                     *       "load": 1,
                     *       "name": "陈邻秋",
                     *       "on_dedicated_post": true,
                     *       "on_duty": true,
                     *       "on_leave": true,
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "12600000001",
                     *       "radius_m": 1,
                     *       "satisfaction": {
                     *         "count": 50,
                     *         "formula": "q1",
                     *         "high": 4.75,
                     *         "low": 4.1,
                     *         "mean": 4.48
                     *       },
                     *       "skills": [
                     *         "companionship"
                     *       ],
                     *       "version": 1,
                     *       "week": [
                     *         {
                     *           "day": 1,
                     *           "from": "09:00",
                     *           "to": "17:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Provider"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_nearest_providers: {
        parameters: {
            query: {
                /**
                 * @description Longitude, degrees.
                 * @example 104.08
                 */
                lon: number;
                /**
                 * @description Latitude, degrees.
                 * @example 30.65
                 */
                lat: number;
                /**
                 * @description Coordinate system.
                 * @example wgs84
                 */
                crs: string;
                /** @description Social workers unless said otherwise. */
                kind?: string;
                /**
                 * @description Skill codes separated by commas; all are required.
                 * @example companionship,elderly_care
                 */
                skills?: string;
                /** @description The lowest certificate that is enough. */
                certificate?: string;
                /** @description When; now unless said otherwise. */
                at?: string;
                /** @description For how long, minutes; 60 unless said otherwise. */
                minutes?: number;
                /** @description How far, metres; 5,000 unless said otherwise. */
                radius_m?: number;
                /** @description How many; 10 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "capacity": 0,
                     *           "certificate": "assistant",
                     *           "community": "510104035017",
                     *           "distance_m": 700,
                     *           "kind": "social_worker",
                     *           "load": 0,
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "skills": [
                     *             "companionship"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NearestProviders"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_provider: {
        parameters: {
            query?: {
                /** @description `wgs84` unless said otherwise. */
                crs?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "base_place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "capacity": 1,
                     *       "certificate": "assistant",
                     *       "clearance": [
                     *         "home_visit"
                     *       ],
                     *       "community": "510104035017",
                     *       "community_name": "锦江区 成龙路街道 水杉社区",
                     *       "compound": "01935a00-7c1e-7000-8000-000000000001",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "social_worker",
                     *       "load": 1,
                     *       "name": "陈邻秋",
                     *       "on_dedicated_post": true,
                     *       "on_duty": true,
                     *       "on_leave": true,
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "12600000001",
                     *       "radius_m": 1,
                     *       "satisfaction": {
                     *         "count": 50,
                     *         "formula": "q1",
                     *         "high": 4.75,
                     *         "low": 4.1,
                     *         "mean": 4.48
                     *       },
                     *       "skills": [
                     *         "companionship"
                     *       ],
                     *       "version": 1,
                     *       "week": [
                     *         {
                     *           "day": 1,
                     *           "from": "09:00",
                     *           "to": "17:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Provider"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    update_provider: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version being edited */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProvider"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "base_place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "capacity": 1,
                     *       "certificate": "assistant",
                     *       "clearance": [
                     *         "home_visit"
                     *       ],
                     *       "community": "510104035017",
                     *       "community_name": "锦江区 成龙路街道 水杉社区",
                     *       "compound": "01935a00-7c1e-7000-8000-000000000001",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "social_worker",
                     *       "load": 1,
                     *       "name": "陈邻秋",
                     *       "on_dedicated_post": true,
                     *       "on_duty": true,
                     *       "on_leave": true,
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "12600000001",
                     *       "radius_m": 1,
                     *       "satisfaction": {
                     *         "count": 50,
                     *         "formula": "q1",
                     *         "high": 4.75,
                     *         "low": 4.1,
                     *         "mean": 4.48
                     *       },
                     *       "skills": [
                     *         "companionship"
                     *       ],
                     *       "version": 1,
                     *       "week": [
                     *         {
                     *           "day": 1,
                     *           "from": "09:00",
                     *           "to": "17:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Provider"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_certificates: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "expires_on": "2026-12-01",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "issued_on": "2026-12-01",
                     *           "issuer": "示范发证机关",
                     *           "level": "assistant",
                     *           "number": "2026-51-000001",
                     *           "valid": true,
                     *           "verified_at": "2026-11-23T02:15:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_Certificate"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    add_certificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCertificate"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_on": "2026-12-01",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "issued_on": "2026-12-01",
                     *       "issuer": "示范发证机关",
                     *       "level": "assistant",
                     *       "number": "2026-51-000001",
                     *       "valid": true,
                     *       "verified_at": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Certificate"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    set_clearance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetClearance"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "base_place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "capacity": 1,
                     *       "certificate": "assistant",
                     *       "clearance": [
                     *         "home_visit"
                     *       ],
                     *       "community": "510104035017",
                     *       "community_name": "锦江区 成龙路街道 水杉社区",
                     *       "compound": "01935a00-7c1e-7000-8000-000000000001",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "social_worker",
                     *       "load": 1,
                     *       "name": "陈邻秋",
                     *       "on_dedicated_post": true,
                     *       "on_duty": true,
                     *       "on_leave": true,
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "12600000001",
                     *       "radius_m": 1,
                     *       "satisfaction": {
                     *         "count": 50,
                     *         "formula": "q1",
                     *         "high": 4.75,
                     *         "low": 4.1,
                     *         "mean": 4.48
                     *       },
                     *       "skills": [
                     *         "companionship"
                     *       ],
                     *       "version": 1,
                     *       "week": [
                     *         {
                     *           "day": 1,
                     *           "from": "09:00",
                     *           "to": "17:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Provider"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    set_duty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetDuty"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "base_place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "capacity": 1,
                     *       "certificate": "assistant",
                     *       "clearance": [
                     *         "home_visit"
                     *       ],
                     *       "community": "510104035017",
                     *       "community_name": "锦江区 成龙路街道 水杉社区",
                     *       "compound": "01935a00-7c1e-7000-8000-000000000001",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "social_worker",
                     *       "load": 1,
                     *       "name": "陈邻秋",
                     *       "on_dedicated_post": true,
                     *       "on_duty": true,
                     *       "on_leave": true,
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "phone": "12600000001",
                     *       "radius_m": 1,
                     *       "satisfaction": {
                     *         "count": 50,
                     *         "formula": "q1",
                     *         "high": 4.75,
                     *         "low": 4.1,
                     *         "mean": 4.48
                     *       },
                     *       "skills": [
                     *         "companionship"
                     *       ],
                     *       "version": 1,
                     *       "week": [
                     *         {
                     *           "day": 1,
                     *           "from": "09:00",
                     *           "to": "17:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Provider"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_leave: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLeave"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "from": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "annual",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "reason": "当天已有两人请假",
                     *       "stand_in_provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "asked",
                     *       "until": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Leave"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_portrait_standing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": {
                     *         "bytes": 123456,
                     *         "created_at": "2026-11-23T02:15:00Z",
                     *         "decided_at": "2026-11-23T02:15:00Z",
                     *         "height": 1024,
                     *         "id": "01935a00-7c1e-7000-8000-000000000001",
                     *         "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *         "reason": "看不清脸，请换一张正面照",
                     *         "state": "checking",
                     *         "wechat": "pass",
                     *         "width": 768
                     *       },
                     *       "shown": {
                     *         "bytes": 123456,
                     *         "created_at": "2026-11-23T02:15:00Z",
                     *         "decided_at": "2026-11-23T02:15:00Z",
                     *         "height": 1024,
                     *         "id": "01935a00-7c1e-7000-8000-000000000001",
                     *         "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *         "reason": "看不清脸，请换一张正面照",
                     *         "state": "checking",
                     *         "wechat": "pass",
                     *         "width": 768
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PortraitStanding"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    set_portrait: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": number[];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 123456,
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "decided_at": "2026-11-23T02:15:00Z",
                     *       "height": 1024,
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "reason": "看不清脸，请换一张正面照",
                     *       "state": "checking",
                     *       "wechat": "pass",
                     *       "width": 768
                     *     }
                     */
                    "application/json": components["schemas"]["Portrait"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    remove_portrait: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    set_position: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPosition"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_at": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PositionKept"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    clear_position: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_satisfaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 12,
                     *       "formula": "q1",
                     *       "high": 4.8,
                     *       "low": 3.42,
                     *       "mean": 4.25,
                     *       "provider_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Satisfaction"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSession"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ…",
                     *       "account_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "expires_in": 0,
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "refresh_token": "2mS7…",
                     *       "session_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    refresh_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshSession"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ…",
                     *       "account_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "expires_in": 0,
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "refresh_token": "2mS7…",
                     *       "session_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_wechat_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWechatSession"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ…",
                     *       "account_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "expires_in": 0,
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "refresh_token": "2mS7…",
                     *       "session_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_street_consents: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "asked" | "given" | "refused" | "ended";
                /** @description From the last page's `next_cursor`. */
                cursor?: string;
                /** @description How many, 1 to 100; 20 unless said. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "asked_by": "01935a00-7c1e-7000-8000-000000000001",
                     *           "asking_street": "510104035",
                     *           "categories": [
                     *             "health_escort"
                     *           ],
                     *           "decided_at": "2026-11-23T02:15:00Z",
                     *           "decided_by": "01935a00-7c1e-7000-8000-000000000001",
                     *           "from": "2026-11-23T02:15:00Z",
                     *           "giving_street": "510104020",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "note": "年底前两名社工休产假",
                     *           "reason": "本街道社工已满负荷",
                     *           "state": "asked",
                     *           "until": "2026-11-23T02:15:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_StreetConsent"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_street_consent: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateStreetConsent"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asked_by": "01935a00-7c1e-7000-8000-000000000001",
                     *       "asking_street": "510104035",
                     *       "categories": [
                     *         "health_escort"
                     *       ],
                     *       "decided_at": "2026-11-23T02:15:00Z",
                     *       "decided_by": "01935a00-7c1e-7000-8000-000000000001",
                     *       "from": "2026-11-23T02:15:00Z",
                     *       "giving_street": "510104020",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "note": "年底前两名社工休产假",
                     *       "reason": "本街道社工已满负荷",
                     *       "state": "asked",
                     *       "until": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StreetConsent"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_street_consent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["StreetConsentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    decide_street_consent: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["StreetConsentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideStreetConsent"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asked_by": "01935a00-7c1e-7000-8000-000000000001",
                     *       "asking_street": "510104035",
                     *       "categories": [
                     *         "health_escort"
                     *       ],
                     *       "decided_at": "2026-11-23T02:15:00Z",
                     *       "decided_by": "01935a00-7c1e-7000-8000-000000000001",
                     *       "from": "2026-11-23T02:15:00Z",
                     *       "giving_street": "510104020",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "note": "年底前两名社工休产假",
                     *       "reason": "本街道社工已满负荷",
                     *       "state": "asked",
                     *       "until": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StreetConsent"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_index_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "checksum": "00c5a1b2d3e4f5061728394a5b6c7d8e",
                     *       "event_seq": 1,
                     *       "providers": 0,
                     *       "rows_checksum": "00c5a1b2d3e4f5061728394a5b6c7d8e",
                     *       "rows_event_seq": 1,
                     *       "rows_providers": 0
                     *     }
                     */
                    "application/json": components["schemas"]["IndexState"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_tasks: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
                /** @description Only these. */
                state?: components["schemas"]["TaskState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "category": "companionship",
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "community": "510104035017",
                     *           "confirmed_at": "2026-11-23T02:15:00Z",
                     *           "finished_at": "2026-11-23T02:15:00Z",
                     *           "held_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "state": "open",
                     *           "visit_no": 1,
                     *           "volunteers_joined": 1,
                     *           "volunteers_wanted": 1,
                     *           "window": {
                     *             "from": "2026-11-23T02:15:00Z",
                     *             "until": "2026-11-23T02:15:00Z"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_TaskRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_nearby_tasks: {
        parameters: {
            query: {
                /**
                 * @description Longitude, degrees.
                 * @example 104.11
                 */
                lon: number;
                /**
                 * @description Latitude, degrees.
                 * @example 30.6
                 */
                lat: number;
                /**
                 * @description Coordinate system.
                 * @example wgs84
                 */
                crs: string;
                /** @description How far, metres; 5,000 unless said otherwise. */
                radius_m?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "distance_m": 1,
                     *           "need": {
                     *             "category": "companionship",
                     *             "cell": "r6801c19931",
                     *             "community": "510104035017",
                     *             "duration_minutes": 0,
                     *             "skills": [
                     *               "companionship"
                     *             ],
                     *             "summary": "想有人陪着坐坐、说说话。",
                     *             "urgency": "routine",
                     *             "volunteers": 1,
                     *             "window": {
                     *               "from": "2026-11-23T02:15:00Z",
                     *               "until": "2026-11-23T02:15:00Z"
                     *             }
                     *           },
                     *           "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "wanted": "lead"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NearbyTasks"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    brief_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BriefTeam"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    call_somebody: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallSomebody"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "17000000001",
                     *       "until": "2026-11-23T02:15:00Z",
                     *       "way": "relay"
                     *     }
                     */
                    "application/json": components["schemas"]["NumberToCall"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    check_in: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckIn"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_check_in_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "7K2M-9QXD-0B4T-WZ81",
                     *       "next_at": "2026-11-23T02:15:00Z",
                     *       "valid_until": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckInCode"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    check_out: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckOut"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    claim_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    confirm_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    confirm_arrival: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmArrival"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    finish_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishTask"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    join_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_late_leaves: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "left_at": "2026-11-23T02:15:00Z",
                     *           "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "reason": "sick"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LateLeaveList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    leave_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LeaveTask"] | null;
            };
        };
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    join_line: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answer_by": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "position": 2,
                     *       "since": "2026-11-23T02:15:00Z",
                     *       "state": "waiting",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["WaitingPlaceDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    leave_line: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    confirm_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
                member_id: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    correct_hours: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
                member_id: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectHours"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    refuse_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
                member_id: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_messages: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "from": "client",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "mine": true,
                     *           "photo": {
                     *             "bytes": 412345,
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "height": 2048,
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "width": 1536
                     *           },
                     *           "text": "我在小区东门，马上到。"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ",
                     *       "open": true,
                     *       "read_by": [
                     *         {
                     *           "at": "2026-11-23T02:15:00Z",
                     *           "by": "client",
                     *           "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "up_to": "01935a00-7c1e-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "unread": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_message: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostMessage"];
                "image/jpeg": number[];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "from": "client",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "mine": true,
                     *       "photo": {
                     *         "bytes": 412345,
                     *         "created_at": "2026-11-23T02:15:00Z",
                     *         "height": 2048,
                     *         "id": "01935a00-7c1e-7000-8000-000000000001",
                     *         "width": 1536
                     *       },
                     *       "text": "我在小区东门，马上到。"
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    mark_messages_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkRead"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unread": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Unread"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    share_own_number: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnNumber"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "agreed": true,
                     *       "other_agreed": true
                     *     }
                     */
                    "application/json": components["schemas"]["OwnNumbers"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_rating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attitude": 1,
                     *       "comment": "很有耐心。",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "editable_until": "2026-11-23T02:15:00Z",
                     *       "effect": 1,
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "overall": 1,
                     *       "professionalism": 1,
                     *       "resolved": "yes",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "timeliness": 1,
                     *       "updated_at": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Rating"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    rate_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateTask"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attitude": 1,
                     *       "comment": "很有耐心。",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "editable_until": "2026-11-23T02:15:00Z",
                     *       "effect": 1,
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "overall": 1,
                     *       "professionalism": 1,
                     *       "resolved": "yes",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "timeliness": 1,
                     *       "updated_at": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Rating"];
                };
            };
            /** @description Given */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attitude": 1,
                     *       "comment": "很有耐心。",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "editable_until": "2026-11-23T02:15:00Z",
                     *       "effect": 1,
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "overall": 1,
                     *       "professionalism": 1,
                     *       "resolved": "yes",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "timeliness": 1,
                     *       "updated_at": "2026-11-23T02:15:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Rating"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "minutes": 1,
                     *       "note": "陪同就医，平安到家。",
                     *       "outcome": "resolved",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "verification_code": "7K2M-9QXD-0B4T-WZ81"
                     *     }
                     */
                    "application/json": components["schemas"]["RecordDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    release_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseTask"];
            };
        };
        responses: {
            /** @description Done; nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    waive_second_person: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiveSecondPerson"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "briefing": "请带雨伞，在单元门口等。",
                     *       "category": "companionship",
                     *       "checked_in_at": "2026-11-23T02:15:00Z",
                     *       "community": "510104035017",
                     *       "confirmed_at": "2026-11-23T02:15:00Z",
                     *       "finished_at": "2026-11-23T02:15:00Z",
                     *       "held_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "safety": {
                     *         "hazards": [
                     *           {
                     *             "created_at": "2026-11-23T02:15:00Z",
                     *             "id": "01935a00-7c1e-7000-8000-000000000001",
                     *             "kind": "dog",
                     *             "text": "院里有大狗，请先打电话。"
                     *           }
                     *         ],
                     *         "second_person": {
                     *           "reasons": [
                     *             "first_visit"
                     *           ],
                     *           "waived": "网格员在楼下等候，每十分钟联系一次。"
                     *         }
                     *       },
                     *       "state": "open",
                     *       "team": [
                     *         {
                     *           "certificate": "assistant",
                     *           "check_in_by": "place",
                     *           "check_in_distance_m": 1,
                     *           "checked_in_at": "2026-11-23T02:15:00Z",
                     *           "checked_out_at": "2026-11-23T02:15:00Z",
                     *           "expected_until": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "joined_at": "2026-11-23T02:15:00Z",
                     *           "minutes": 1,
                     *           "name": "陈邻秋",
                     *           "portrait_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "provider_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "role": "lead",
                     *           "state": "joined"
                     *         }
                     *       ],
                     *       "visit_no": 1,
                     *       "volunteers_joined": 1,
                     *       "volunteers_wanted": 1,
                     *       "window": {
                     *         "from": "2026-11-23T02:15:00Z",
                     *         "until": "2026-11-23T02:15:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    raise_sos: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RaiseSos"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alerted": [
                     *         {
                     *           "capacity": "lead",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "ended_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "overtime",
                     *       "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "numbers": [
                     *         {
                     *           "code": "city_service",
                     *           "en": "Citizens' service line",
                     *           "number": "12345",
                     *           "zh": "市民服务热线"
                     *         }
                     *       ],
                     *       "outcome": "safe",
                     *       "state": "open",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Sos"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alerted": [
                     *         {
                     *           "capacity": "lead",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "ended_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "overtime",
                     *       "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "numbers": [
                     *         {
                     *           "code": "city_service",
                     *           "en": "Citizens' service line",
                     *           "number": "12345",
                     *           "zh": "市民服务热线"
                     *         }
                     *       ],
                     *       "outcome": "safe",
                     *       "state": "open",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Sos"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    answer_visit: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerVisit"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "begun_at": "2026-11-23T02:15:00Z",
                     *       "expected_from": "2026-11-23T02:15:00Z",
                     *       "expected_until": "2026-11-23T02:15:00Z",
                     *       "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    extend_visit: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendVisit"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "begun_at": "2026-11-23T02:15:00Z",
                     *       "expected_from": "2026-11-23T02:15:00Z",
                     *       "expected_until": "2026-11-23T02:15:00Z",
                     *       "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_taxonomy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "categories": [
                     *         {
                     *           "accept_within_minutes": 0,
                     *           "certificate": "assistant",
                     *           "clearance": [
                     *             "home_visit"
                     *           ],
                     *           "code": "companionship",
                     *           "duration_minutes": 0,
                     *           "en": "Company",
                     *           "group": "elderly_care",
                     *           "hotline": "city_service",
                     *           "refer_to": "city_service",
                     *           "sensitive": true,
                     *           "serve_within_hours": 0,
                     *           "skills": [
                     *             "companionship"
                     *           ],
                     *           "summary_en": "Company for somebody living alone.",
                     *           "summary_zh": "陪伴独居老人。",
                     *           "triage": "social_work",
                     *           "urgency": "routine",
                     *           "volunteers": 0,
                     *           "zh": "陪伴"
                     *         }
                     *       ],
                     *       "dialects": [
                     *         {
                     *           "code": "companionship",
                     *           "en": "Company",
                     *           "zh": "陪伴"
                     *         }
                     *       ],
                     *       "effective_from": "2026-11-01",
                     *       "groups": [
                     *         {
                     *           "code": "companionship",
                     *           "en": "Company",
                     *           "zh": "陪伴"
                     *         }
                     *       ],
                     *       "hotlines": [
                     *         {
                     *           "code": "city_service",
                     *           "en": "Citizens' service line",
                     *           "number": "12345",
                     *           "zh": "市民服务热线"
                     *         }
                     *       ],
                     *       "referrals": [
                     *         {
                     *           "code": "city_service",
                     *           "en": "12345 citizens' service line",
                     *           "hotline": "city_service",
                     *           "zh": "12345 政务服务便民热线"
                     *         }
                     *       ],
                     *       "skills": [
                     *         {
                     *           "code": "companionship",
                     *           "en": "Company",
                     *           "zh": "陪伴"
                     *         }
                     *       ],
                     *       "target_groups": [
                     *         {
                     *           "clearance": [
                     *             "children"
                     *           ],
                     *           "code": "child",
                     *           "en": "Child",
                     *           "zh": "儿童"
                     *         }
                     *       ],
                     *       "version": "2026-11"
                     *     }
                     */
                    "application/json": components["schemas"]["Taxonomy"];
                };
            };
            400: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    track_need: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tracking code
                 * @example 7K2M-9QXD-0B4T-WZ81
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "resolved",
                     *       "referral": {
                     *         "code": "city_service",
                     *         "en": "12345 citizens' service line",
                     *         "hotline": "city_service",
                     *         "zh": "12345 政务服务便民热线"
                     *       },
                     *       "short_number": "1000017",
                     *       "state": "draft",
                     *       "steps": [
                     *         {
                     *           "at": "2026-11-23T02:15:00Z",
                     *           "reason": "by_officer",
                     *           "state": "draft"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TrackedNeed"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    verify_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Verification code
                 * @example 7K2M-9QXD-0B4T-WZ81
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-01-01",
                     *       "issued_at": "2026-11-23T02:15:00Z",
                     *       "kind": "hour_certificate",
                     *       "minutes": 1230,
                     *       "name": "赵**",
                     *       "tasks": 12,
                     *       "to": "2026-12-31"
                     *     }
                     */
                    "application/json": components["schemas"]["Verified"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_alarms: {
        parameters: {
            query?: {
                /** @description Only this state. */
                state?: components["schemas"]["AlarmState"];
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "community": "510104035017",
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "ended_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "kind": "overtime",
                     *           "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "outcome": "safe",
                     *           "state": "open",
                     *           "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_AlarmRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_alarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["AlarmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accuracy_m": 20,
                     *       "address": "示范水杉小区3栋2单元",
                     *       "alerted": [
                     *         {
                     *           "capacity": "lead",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "ended_at": "2026-11-23T02:15:00Z",
                     *       "home": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "overtime",
                     *       "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "name": "陈邻秋",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "numbers": [
                     *         {
                     *           "code": "city_service",
                     *           "en": "Citizens' service line",
                     *           "number": "12345",
                     *           "zh": "市民服务热线"
                     *         }
                     *       ],
                     *       "outcome": "safe",
                     *       "phone": "12600000001",
                     *       "place": {
                     *         "crs": "wgs84",
                     *         "lat": 30.65,
                     *         "lon": 104.08
                     *       },
                     *       "place_at": "2026-11-23T02:15:00Z",
                     *       "state": "open",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_sos: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["AlarmId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndSos"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "community": "510104035017",
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "ended_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "kind": "overtime",
                     *       "member_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "outcome": "safe",
                     *       "state": "open",
                     *       "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["AlarmRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    play_voice_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["VoiceNoteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mp4": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_waiting_places: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "answer_by": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "position": 2,
                     *           "since": "2026-11-23T02:15:00Z",
                     *           "state": "waiting",
                     *           "task_id": "01935a00-7c1e-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_WaitingPlaceDto"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    verify_wechat_callback: {
        parameters: {
            query: {
                /**
                 * @description Seconds since 1970.
                 * @example 1796090400
                 */
                timestamp: string;
                /**
                 * @description Never used twice.
                 * @example 437374425
                 */
                nonce: string;
                /** @description Signature of the address. */
                signature?: string;
                /** @description Signature of the message too. */
                msg_signature?: string;
                /** @description `aes`. */
                encrypt_type?: string;
                /** @description To be sent back when the address is verified. */
                echostr?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `echostr` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    receive_wechat_callback: {
        parameters: {
            query: {
                /**
                 * @description Seconds since 1970.
                 * @example 1796090400
                 */
                timestamp: string;
                /**
                 * @description Never used twice.
                 * @example 437374425
                 */
                nonce: string;
                /** @description Signature of the address. */
                signature?: string;
                /** @description Signature of the message too. */
                msg_signature?: string;
                /** @description `aes`. */
                encrypt_type?: string;
                /** @description To be sent back when the address is verified. */
                echostr?: string;
            };
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description An encrypted message */
        requestBody: {
            content: {
                "text/xml": string;
            };
        };
        responses: {
            /** @description `success` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_wechat_consents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ask_next": [
                     *         "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc"
                     *       ],
                     *       "items": [
                     *         {
                     *           "answered_at": "2026-11-23T02:15:00Z",
                     *           "audience": "resident",
                     *           "kinds": [
                     *             "need_accepted"
                     *           ],
                     *           "name_zh": "服务已接单",
                     *           "remaining": 2,
                     *           "standing": "unasked",
                     *           "template_id": "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc",
                     *           "type": "one_time"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WechatConsents"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    report_wechat_consents: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWechatConsents"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ask_next": [
                     *         "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc"
                     *       ],
                     *       "items": [
                     *         {
                     *           "answered_at": "2026-11-23T02:15:00Z",
                     *           "audience": "resident",
                     *           "kinds": [
                     *             "need_accepted"
                     *           ],
                     *           "name_zh": "服务已接单",
                     *           "remaining": 2,
                     *           "standing": "unasked",
                     *           "template_id": "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc",
                     *           "type": "one_time"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WechatConsents"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_words_of_mouth: {
        parameters: {
            query?: {
                /** @description Only this state: `waiting`, `told` or `not_reached`. */
                state?: components["schemas"]["DeliveryState"];
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows a page; 20 unless said otherwise. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "created_at": "2026-11-23T02:15:00Z",
                     *           "id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *           "state": "waiting",
                     *           "text": "您的需求（陪诊，编号 1238）已有人接单。"
                     *         }
                     *       ],
                     *       "next_cursor": "AZNaAHwecACAAAAAAAAAAQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Page_WordOfMouth"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    tell_by_word: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition with the same key and body is answered again, not done again */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Told"];
            };
        };
        responses: {
            /** @description As asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-23T02:15:00Z",
                     *       "id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "need_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "person_id": "01935a00-7c1e-7000-8000-000000000001",
                     *       "state": "waiting",
                     *       "text": "您的需求（陪诊，编号 1238）已有人接单。"
                     *     }
                     */
                    "application/json": components["schemas"]["WordOfMouth"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
