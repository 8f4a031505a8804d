# Easy Read.
profile-equality-why = We count the answers of many people together. We look if some people wait longer or gain less. The people you ask for support do not see your answers.
