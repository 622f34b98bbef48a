-- What is added to a concern may say that someone is in danger now: it is urgent from then on.
grant update (urgency) on concern to ${app_role};
